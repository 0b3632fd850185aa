# Scores count series by the detectors of the R package surveillance: higher is more alarming, -Inf never alarms.
# Rscript surge_peers.R series.csv asked.csv scores.csv: series.csv has one series a line; asked.csv has for each line
# of series.csv (row, 1-based) from and to (units, 1-based), which detectors ("fast" or "slow"), the first judged unit,
# and how many units a season has. A line of scores.csv: row, from, detector, a score a unit.
suppressMessages(library(surveillance))
given <- commandArgs(trailingOnly = TRUE)
series <- strsplit(readLines(given[1]), ",")
asked <- read.csv(given[2], stringsAsFactors = FALSE)

# Where a detector has no statistic of its own, the smallest of these alphas at which it alarms.
ALPHAS <- 10^-c(seq(0.4, 1.2, by = 0.2), -log10(0.05), seq(1.4, 3, by = 0.2), seq(3.5, 6, by = 0.5), 8, 12)

by_alphas <- function(run, weeks) {
  score <- rep(-Inf, length(weeks))
  for (alpha in ALPHAS) {
    alarm <- as.vector(run(alpha))
    score[!is.na(alarm) & alarm] <- -log10(alpha)
  }
  score
}

# EARS has bounds that are straight lines in the normal quantile: two of them give the quantile that is just reached.
ears <- function(s, weeks, method) {
  bound <- function(alpha) as.vector(upperbound(earsC(s, list(range = weeks, method = method, alpha = alpha))))
  x <- as.vector(observed(s))[weeks]
  one <- bound(pnorm(-1))
  two <- bound(pnorm(-2))
  ifelse(x <= one & x <= two & one == two, -Inf, ifelse(one == two, Inf, 1 + (x - one) / (two - one)))
}

# Fewer than five cases in four weeks: Farrington's methods never alarm then.
enough <- function(s, weeks) sapply(weeks, function(week) sum(as.vector(observed(s))[(week - 3):week]) >= 5)

by_p <- function(p, s, weeks) ifelse(enough(s, weeks), -log10(pmax(as.numeric(p), 1e-300)), -Inf)

# bayes1 and bayes2 are algo.bayes with these reference weeks; called by those names they keep to their own alpha.
bayes <- function(d, weeks, years) {
  by_alphas(function(a) algo.bayes(d, list(range = weeks, b = years, w = 6, actY = TRUE, alpha = a))$alarm, weeks)
}

from_first <- function(run) function(s, d, weeks, first) run(s, d, first:max(weeks))[weeks - first + 1]

fast <- list(
  ears_C1 = function(s, d, weeks, first) ears(s, weeks, "C1"),
  ears_C2 = function(s, d, weeks, first) ears(s, weeks, "C2"),
  ears_C3 = function(s, d, weeks, first) ears(s, weeks, "C3"),
  bayes1 = function(s, d, weeks, first) bayes(d, weeks, 0),
  bayes2 = function(s, d, weeks, first) bayes(d, weeks, 1),
  rki1 = function(s, d, weeks, first) ifelse(algo.rki1(d, list(range = weeks))$alarm, 1, -Inf),
  rki2 = function(s, d, weeks, first) ifelse(algo.rki2(d, list(range = weeks))$alarm, 1, -Inf),
  # These sum up over weeks: they begin at the first judged week, wherever one looks.
  cusum = from_first(function(s, d, weeks) algo.cusum(d, list(range = weeks))$cusum),
  cusum_rossi = from_first(function(s, d, weeks) algo.cusum(d, list(range = weeks, trans = "rossi"))$cusum)
)
slow <- list(
  farrington = function(s, d, weeks, first) {
    by_p(1 - algo.farrington(d, list(range = weeks, b = 1, w = 3, alpha = 0.01))$control$pd[, 1], s, weeks)
  },
  farrington_flexible = function(s, d, weeks, first) {
    result <- farringtonFlexible(s, list(range = weeks, b = 1, w = 3, noPeriods = 1, alpha = 0.01, glmWarnings = FALSE))
    by_p(result@control$pvalue, s, weeks)
  },
  farrington_noufaily = function(s, d, weeks, first) {
    result <- farringtonFlexible(s, list(range = weeks, b = 1, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26,
                                         alpha = 0.01, glmWarnings = FALSE, thresholdMethod = "nbPlugin"))
    by_p(result@control$pvalue, s, weeks)
  }
)

quietly <- function(run) {
  sink(nullfile())
  on.exit(sink())
  suppressMessages(suppressWarnings(tryCatch(run, error = function(e) NULL)))
}

out <- file(given[3], "w")
for (one in seq_len(nrow(asked))) {
  row <- asked[one, ]
  counts <- as.integer(series[[row$row]])
  s <- sts(observed = counts, start = c(2001, 1), frequency = row$freq)
  d <- create.disProg(week = seq_along(counts), observed = counts, state = 0 * counts, start = c(2001, 1), freq = row$freq)
  weeks <- row$from:row$to
  for (name in names(if (row$which == "slow") slow else fast)) {
    detector <- c(fast, slow)[[name]]
    scores <- quietly(detector(s, d, weeks, row$first))
    if (is.null(scores)) scores <- rep(-Inf, length(weeks))
    scores[is.na(scores)] <- -Inf
    writeLines(paste(c(row$row, row$from, name, format(scores, digits = 6, trim = TRUE)), collapse = ","), out)
  }
}
close(out)
