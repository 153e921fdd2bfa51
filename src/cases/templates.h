/* SPDX-License-Identifier: EUPL-1.2 */
/* The plan templates and watches that src/register/compile makes of schema/plans/ and schema/watches/ at build; for this floor only. */
#ifndef CASES_TEMPLATES_H
#define CASES_TEMPLATES_H

#include "cases/plan.h"
#include "cases/watch.h"

extern const struct plan_template builtin_templates[];
extern const int n_builtin_templates;
extern const struct watch builtin_watches[];
extern const int n_builtin_watches;

#endif
