# What an expert writes in R's survey package for province x items, factors and the whole, instead of svyby item by item:
# the answers recoded into one matrix (answered, satisfied), one svytotal of it a province, and from its covariance the
# linearised errors of all items, of the factors (means of items) and of the whole (mean of factors).
# Usage: Rscript expert.R FOLDER RUNS, with the columns of the microdata as raw binary files in FOLDER (see peers.py).
# Prints the median seconds of the runs, without reading, and the peak of R's memory in MB; writes answer.csv.
suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
runs <- as.integer(arguments[2])
shape <- scan(file.path(folder, "shape.txt"), quiet = TRUE)
n <- shape[1]
items <- shape[2]
column <- function(name, what, size) readBin(file.path(folder, name), what, n = n * items, size = size)
people <- data.frame(
  province = column("province.bin", "integer", 4), stratum = column("stratum.bin", "integer", 4),
  psu = column("psu.bin", "integer", 4), weight = column("weight.bin", "double", 8)
)
codes <- matrix(column("answers.bin", "integer", 1), n, items)
factor_of <- scan(file.path(folder, "factors.txt"), quiet = TRUE)

# Items, then factors, then the whole, as weights of the items' shares.
factors <- sapply(unique(factor_of), function(f) (factor_of == f) / sum(factor_of == f))
combine <- cbind(diag(items), factors, rowMeans(factors))

one_province <- function(rows) {
  codes <- codes[rows, ]
  answered <- codes >= 1
  satisfied <- codes >= 4
  marks <- cbind(answered, satisfied) * 1
  design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = people[rows, ])
  total <- svytotal(marks, design)
  below <- coef(total)[1:items]
  share <- coef(total)[items + 1:items] / below
  gradient <- rbind(diag(-share / below), diag(1 / below)) %*% combine
  p <- as.vector(share %*% combine)
  variance <- colSums(gradient * (vcov(total) %*% gradient))
  counts <- as.vector(colSums(answered) %*% (combine > 0)) / colSums(combine > 0)
  se <- sqrt(variance)
  df <- degf(design)
  reach <- qt(0.975, df) * se / (p * (1 - p))
  cbind(
    estimate = 100 * p, standard_error = 100 * se, lower = 100 * plogis(qlogis(p) - reach),
    upper = 100 * plogis(qlogis(p) + reach), design_effect = variance * (counts - 1) / (p * (1 - p)),
    degrees_of_freedom = df, answers = counts
  )
}
all_provinces <- function() do.call(rbind, lapply(split(seq_len(n), people$province), one_province))

seconds <- numeric(0)
for (run in seq_len(runs)) {
  start <- proc.time()[["elapsed"]]
  answer <- all_provinces()
  seconds <- c(seconds, proc.time()[["elapsed"]] - start)
}
write.csv(format(answer, digits = 17, trim = TRUE), file.path(folder, "answer.csv"), row.names = FALSE, quote = FALSE)
status <- readLines("/proc/self/status")
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", grep("^VmHWM", status, value = TRUE))) / 1024
cat(median(seconds), peak, "\n")
