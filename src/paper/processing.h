/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The record of processing (GDPR Art. 30) of the municipality, out of its register and its file: who answers, purposes,
 * people, data, recipients, transfers, time limits, safeguards, and each exception from the gate.
 */
#ifndef PAPER_PROCESSING_H
#define PAPER_PROCESSING_H

#include "base/sheet.h"
#include "paper/newcomer.h"
#include "register/keep.h"

/* only NULL: the whole record; else of one kind of records alone. file: how long files are kept after the person
 * left; NULL: not known here. In the chosen language. */
struct sheet *processing_sheet(const struct newcomer *facts, const struct keep *file, const struct kind *only);

#endif
