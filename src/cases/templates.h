/* SPDX-License-Identifier: EUPL-1.2 */
/* The plan templates, watches, criteria and lists of papers that src/register/compile makes of schema/plans/,
 * schema/watches/, schema/criteria/ and schema/dossiers/ at build; for this floor only. */
#ifndef CASES_TEMPLATES_H
#define CASES_TEMPLATES_H

#include "cases/criteria.h"
#include "cases/plan.h"
#include "cases/watch.h"
#include "register/dossier_ini.h"

extern const struct plan_template builtin_templates[];
extern const int n_builtin_templates;
extern const struct watch builtin_watches[];
extern const int n_builtin_watches;
extern const struct criterion builtin_criteria[];
extern const int n_builtin_criteria;
extern const struct dossier_list builtin_dossiers[];
extern const int n_builtin_dossiers;

#endif
