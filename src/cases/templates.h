/* SPDX-License-Identifier: EUPL-1.2 */
/* The plan templates that src/register/compile makes of schema/plans/ at build; for this floor only. */
#ifndef CASES_TEMPLATES_H
#define CASES_TEMPLATES_H

#include "cases/plan.h"

extern const struct plan_template builtin_templates[];
extern const int n_builtin_templates;

#endif
