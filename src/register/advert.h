/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate before texts that others wrote: what an advertisement demands of a person on a protected ground is not taken
 * over.  It is judged sentence by sentence, and a ground's word is a demand only where the sentence asks for something that
 * cannot be learned.  What an employer promises (equal treatment, insurance) and what the work is
 * about (a health office) is no demand, and stays.
 */
#ifndef REGISTER_ADVERT_H
#define REGISTER_ADVERT_H

#include "register/gate.h"

/* One sentence or line: whether it demands what nobody may demand. */
/* needs: it stands in a list of what is needed, where a single word asks for something. */
struct gate_verdict advert_judge(const char *sentence, bool needs);

/* Told of every sentence that is left out; `words` without the blanks around it, borrowed for the call. */
typedef void advert_cut(void *ctx, const char *words, const struct gate_verdict *verdict);
/* The text without them, the caller's; NULL when nothing remains. fn NULL: nobody is told. */
char *advert_sift(const char *text, bool needs, advert_cut *fn, void *ctx);

#endif
