/* SPDX-License-Identifier: EUPL-1.2 */
/* Every QUERY() row linked into this program, from the section that the linker gathers. */
#include "config.h"

#include "store/query.h"

/* Bounds made by the linker; weak, so that a program without any row links as well. */
extern const struct query *const __start_foothold_queries[] __attribute__((weak, visibility("hidden")));
extern const struct query *const __stop_foothold_queries[] __attribute__((weak, visibility("hidden")));

const struct query *const *query_all(int *count)
{
	*count = (int)(__stop_foothold_queries - __start_foothold_queries);
	return __start_foothold_queries;
}
