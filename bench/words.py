"""What docs/benchmarks.md says besides the figures: what each means, its peer, and why one is missed."""

HEAD = """# Benchmarks

Written by `bin/bench`; don't edit it by hand. `bin/bench --json` prints one object a figure (name, value, unit, peer,
ratio, goal), `bin/bench desk api` measures some alone, `--quick` is a short form that writes nothing here.

A ratio comes from one run in which a figure and its peer take turns, each the median of its rounds, so that a busy
machine slows both. The peer of desk and API is a bare psycopg loop (`bench/peer.py`): on as many connections it
runs one SELECT of the stream and then one prepared statement that writes the very same rows (events, stream, words,
read models, counts, idempotency answer, messages, jobs, rows for the log), one commit a command, with everything else
done before the clock starts. Peers run on the same machine, against the same PostgreSQL, with fsync on. Clients and
servers share the machine's cores. Nothing here is asserted by a test; the tests only run each measurement in a tiny
form."""

SECTIONS = (
    ("core-and-simulation", "Rules of procedure", ("core", "simulation", "simulation-rate", "simulation-penalties")),
    ("desk-and-api", "Writing", ("desk", "desk-one-shop", "log-desk", "receipt", "receipt-p99", "api-filing")),
    ("webhooks", "Webhooks", ("webhook-lag", "webhook-hostile")),
    ("penalties", "Penalties", ("penalties-imposed", "messages-grown", "penalties-grown", "popup-queries")),
    ("orders", "Orders", ("import", "import-beside-copy", "import-memory", "late-orders", "orders-completed")),
    ("scale", "A million open cases", ("queue-grown", "deadlines")),
    ("numbers", "The platform's work in numbers", ("numbers-counted", "numbers-read")),
    ("pages", "Pages", ("page-case", "page-case-p99", "page-queue", "page-queue-p99", "first-load", "foreign-origins")),
    (
        "surge",
        "Surges",
        (
            "surge-update",
            "surge-given",
            "surge-given-week",
            "surge-seen",
            "surge-seen-week",
            "surge-held-out",
            "surge-held-out-week",
            "surge-tweets",
            "surge-tweets-week",
        ),
    ),
    (
        "lab-copies",
        "The lab: seen before",
        (
            "lab-copies-recall",
            "lab-copies-false",
            "lab-copies-query",
            "lab-copies-differs",
            "lab-copies-hash",
            "lab-copies-hash-bits",
            "lab-copies-search",
            "lab-copies-search-memory",
            "lab-gallery-query",
            "lab-gallery-open",
        ),
    ),
    (
        "lab-rest",
        "The lab: what a file says of itself, and goods",
        (
            "lab-triage",
            "lab-triage-p95",
            "lab-triage-max",
            "lab-triage-c2pa",
            "lab-goods-auc",
            "lab-goods-top1",
            "lab-goods-top5",
            "lab-goods-auc-all",
            "lab-goods-top5-all",
            "lab-goods-ms",
        ),
    ),
    (
        "lab-edited-figures",
        "The lab: edited",
        (
            "lab-edited-aligned",
            "lab-edited-shifted",
            "lab-edited-flagged",
            "lab-edited-abstained",
            "lab-edited-cost",
        ),
    ),
    ("vault", "Sealed evidence", ("vault-write", "vault-read")),
    ("start", "Waiting for commands", ("demo-start", "check-warm")),
)
"""Name of the picture, title, and figures of each part."""

ABOUT = {
    "core": "One decision of the rules of procedure and the fold of its events, in memory, on one core; one decide "
    "with its evolve counts one. Every life has its own order, instants and words; six texts in ten are Chinese.",
    "simulation": "A seeded simulation of whole complaint lives with crashes, duplicates, reordering and clock steps, "
    "all invariants checked after each step, on all cores.",
    "simulation-rate": "The same as lives a second.",
    "simulation-penalties": "The same of penalties of a shop, several at a time, under three packs.",
    "desk": "Commands carried out by `desk.handle`: load, decide, append, react, one transaction each. Bringing a case "
    "before the platform between offer and ruling isn't counted. A ruling moves its shop's fund too; the peer doesn't.",
    "desk-one-shop": "The same where all of it is one shop's, so that every ruling writes the same fund, and thousands "
    "of holds lie in it: who clashes waits in line (`desk/in_line.py`).",
    "log-desk": "The same while the sequencer of a worker puts every event into the platform's log and signs each "
    "batch; the peer writes what waits for the log and puts nothing in.",
    "receipt": "What shows that one event is in the log: found, proved against the newest checkpoint, promised and "
    "written as JSON.",
    "receipt-p99": "The slowest of a hundred.",
    "api-filing": "Complaints filed by `POST /api/v1/complaints` over HTTP.",
    "webhook-lag": "From the commit of an order until a receiver has its message, in the median: the log’s batch, the "
    "dispatcher’s round, the signature and the delivery, all in one worker.",
    "webhook-hostile": "The slowest of twenty of the same, while endpoints of another platform hang, send ten "
    "gigabytes and fail; the peer while they take what they are sent.",
    "penalties-imposed": "Penalties imposed by `POST /api/v1/batch`, each with notice, measures, draw and answer; the "
    "peer writes the very same rows by multi-row INSERTs (and one UPDATE for the shops), a transaction a chunk "
    "(`bench/penalty_peer.py`).",
    "messages-grown": "A merchant's message centre; the peer is the same page with 1,000 messages. They were laid by "
    "set-wise SQL as copies of one that was really sent.",
    "penalties-grown": "The same merchant's list of penalties.",
    "popup-queries": "What the check for the pop-up adds to a page of the console.",
    "import": "Orders a second that an import takes from one CSV file, from opening it to the last commit; the peer is "
    "COPY of the rows it ends up writing.",
    "import-beside-copy": "The same, held against its peer.",
    "import-memory": "The most memory that an import of a million orders held, all its processes together.",
    "late-orders": "Finding every order that is late by the rule of its kind, as `ombud orders late` does; the peer is "
    "the same number of late ones among a hundredth of the open orders. The rows were laid by COPY, without their "
    "streams and events, which finding never reads.",
    "orders-completed": "A thousand orders moved on in one go, each with its dispatch details, as the shop's page and "
    "`POST /api/v1/batch` do.",
    "queue-grown": "A reviewer's page of a queue with its fifty cases, the bar's counts and badges, asked by one "
    "person one after another; the peer is the same page with 10,000 open cases. They were laid by set-wise SQL as "
    "copies of one that was really filed.",
    "numbers-counted": "Events a second that the worker adds up by day, kind and time taken, from a log laid by "
    "set-wise SQL; the peer is the same with 10,000 cases. It is counted once, 20,000 leaves a transaction.",
    "numbers-read": "Milliseconds of a quarter's figures, small counts hidden, as the public page reads them on each "
    "view; the peer is the same page over 10,000 cases.",
    "deadlines": "Seconds until a thousand streams that are due have been settled by the timer's own loop; the peer is "
    "the same among 10,000 open ones. The open ones were laid by set-wise SQL, without their states and events.",
    "page-case": "A consumer's case page, two people asking at once.",
    "page-case-p99": "How long the slowest of a hundred such answers takes.",
    "page-queue": "A reviewer's queue of fifty cases, two people asking at once.",
    "page-queue-p99": "How long the slowest of a hundred such answers takes.",
    "first-load": "All that a phone loads before it shows a consumer's case for the first time: HTML, style, font, "
    "script, pictures.",
    "foreign-origins": "Hosts that aren't ours and were asked for anything by that page.",
    "surge-update": "One complaint: whether its account is an independent one, counted into its series, and the open "
    "unit read anew.",
    "surge-given": "Laid outbreaks that the surge detector finds, on the six weekly series that were given, where "
    "every detector's threshold is set to as many false-alarm weeks; the peer is the best of the twelve reference "
    "detectors of the R package surveillance at that rate. All of them, and how to read this, are in docs/surge.md.",
    "surge-given-week": "In which week of an outbreak it is found.",
    "surge-seen": "The same on more weekly series, which were looked at while the detector's constants were chosen.",
    "surge-seen-week": "In which week of an outbreak it is found there.",
    "surge-held-out": "The same on weekly series that were never looked at before.",
    "surge-held-out-week": "In which week of an outbreak it is found there.",
    "surge-tweets": "The same on another kind of series, without another setting: mentions of companies, by the hour.",
    "surge-tweets-week": "In which hour it is found there.",
    "lab-copies-recall": "Pictures handed in after one of fourteen attacks, whose source is found among ten "
    "thousand and taken for a copy; the peer is PDQ alone within 31 bits of the source. More is in docs/lab.md.",
    "lab-copies-false": "Other photos taken for a copy.",
    "lab-copies-query": "All that a query costs after its picture is decoded.",
    "lab-copies-differs": "Forgeries whose forged place is marked, once the true picture lies on them.",
    "lab-copies-hash": "From the bytes of a 12-megapixel JPEG to its codes.",
    "lab-copies-hash-bits": "How far such a code is from the one that pdqhash makes of the whole.",
    "lab-copies-search": "Every code within 31 bits of one, exactly; the peer is faiss's flat scan.",
    "lab-copies-search-memory": "What the codes and their tables take.",
    "lab-gallery-query": "A query of a gallery on the disk whose descriptions lie sealed, as each worker keeps it; the "
    "peer is the same gallery in plain.",
    "lab-gallery-open": "Opening it, with all that no segment holds yet read and checked; the same peer.",
    "lab-edited-aligned": "Edited places in pictures saved twice at one grid, the second time finer: area under the "
    "curve of their pixels, of forgeries made for it and the shared set's, of sources not calibrated on. The peer "
    "looks at the stored grid alone.",
    "lab-edited-shifted": "The same where the picture was cropped between the saves, so that the first grid must be "
    "searched.",
    "lab-edited-flagged": "Untouched pictures that any of the four detectors flags at any strength.",
    "lab-edited-abstained": "Pictures of which double quantisation says that it can say nothing.",
    "lab-edited-cost": "Processor time of all four on one JPEG of twelve megapixels.",
    "lab-triage": "Camera data, editing data, origin, AI label, traces of editors, notes, and the look whether there "
    "are content credentials, of a file's bytes, before anything of it is decoded. Median.",
    "lab-triage-p95": "The same, of the slowest twentieth.",
    "lab-triage-max": "The same, the slowest.",
    "lab-triage-c2pa": "The same with content credentials, which are then read and checked, without the network.",
    "lab-goods-auc": "How often the photo of a product is likelier to the shop's own photo of it than another's is.",
    "lab-goods-top1": "How often its own product is the likest.",
    "lab-goods-top5": "How often it is among the likest five.",
    "lab-goods-auc-all": "On all classes; the peer is a histogram of hue, saturation and value of the whole picture.",
    "lab-goods-top5-all": "On all classes, with the same peer.",
    "lab-goods-ms": "Decoding a photo and describing its colours.",
    "vault-write": "Keeping a picture of 3 MB sealed, on the disk when it returns; the peer keeps it in plain.",
    "vault-read": "Reading it and comparing it with its digest; the peer reads the plain one and does the same.",
    "demo-start": "The second start of the demo.",
    "check-warm": "`bin/check`: format, lint, types, arrows, core and house tests.",
}

MISSED = {
    "lab-copies-query": "Missed where others keep the machine busy; two thirds of it are the query's local features. "
    "It stays well within the 200 ms that are asked.",
    "import": "It decides in two processes while PostgreSQL writes, so that what else runs on two cores is taken from "
    "it: with a load of 3 the same took 6,400 a second.",
    "api-filing": "Missed: 0.20 to 0.27 in six runs on one day, where the code before the log had 0.33 to 0.36. What "
    "came in since costs a third more a call: the key's rights are asked for each time, a promise is signed, words are "
    "sealed under a person's own key, and the second fence is told. Clients, granian and PostgreSQL share two cores "
    "here, and the peer has no client. Tried and kept: a connection is told of its platform once; what the door asks "
    "comes with the load, one act is written as plain values, fields are read once. Left: each filing here comes from "
    "a consumer not seen before, whose part costs one more SELECT, and the site's middleware.",
    "penalties-imposed": "Missed: 0.17 to 0.30 in four runs on one day, where the code before the log had 0.37: each "
    "act has a signed promise, sealed words and a row for the log now, a quarter more of the processor. A number "
    "drawn twice has a chunk of 500 done again.",
    "messages-grown": "Missed: 1.27 to 1.44 in five runs on one day, where it had been 1.21 the day before.",
    "penalties-grown": "Missed: 1.29 to 1.38 in five runs on one day, where it had been 1.16 the day before.",
    "core": "Missed: what was tried and kept is counting plain hours and days without a calendar's local day (a filing "
    "took 77 µs, of which 60 counted half a year day by day) and the door's patterns without a look-up each. What is "
    "left is spread thin: about half of a filing is the search of its words for what the door catches.",
    "simulation": "Missed: each life is checked after every step, which costs more than the step.",
    "first-load": "Missed: see which kind is the heaviest in the line before.",
}
"""Said only where the goal is missed."""
