/* SPDX-License-Identifier: EUPL-1.2 */
/* The plan templates, watches and criteria that src/register/compile makes of schema/plans/, schema/watches/ and
 * schema/criteria/ at build; for this floor only. */
#ifndef CASES_TEMPLATES_H
#define CASES_TEMPLATES_H

#include "cases/criteria.h"
#include "cases/plan.h"
#include "cases/watch.h"

extern const struct plan_template builtin_templates[];
extern const int n_builtin_templates;
extern const struct watch builtin_watches[];
extern const int n_builtin_watches;
extern const struct criterion builtin_criteria[];
extern const int n_builtin_criteria;

#endif
