# Writes weekly series of the R package surveillance, one a line: name;counts;labels (1 where an outbreak is known).
# Rscript surge_series.R out.csv name ...: a name is a data set, or one of its columns as dataset/column.
suppressMessages(library(surveillance))
given <- commandArgs(trailingOnly = TRUE)
out <- file(given[1], "w")
for (name in given[-1]) {
  parts <- strsplit(name, "/")[[1]]
  held <- new.env()
  data(list = parts[1], package = "surveillance", envir = held)
  it <- get(ls(held)[1], held)
  counts <- as.matrix(if (is(it, "sts")) observed(it) else it$observed)
  labels <- as.matrix(if (is(it, "sts")) it@state else it$state)
  column <- if (length(parts) > 1) parts[2] else 1
  counts <- counts[, column]
  labels <- if (NROW(labels) == length(counts)) as.integer(labels[, min(NCOL(labels), 1)]) else 0 * counts
  labels[is.na(labels)] <- 0
  last <- tail(seq_along(counts), 209)
  writeLines(paste(name, paste(counts[last], collapse = ","), paste(labels[last], collapse = ","), sep = ";"), out)
}
close(out)
