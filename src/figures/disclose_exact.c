/* SPDX-License-Identifier: EUPL-1.2 */
#include "figures/disclose_own.h"
void net_exact(struct net *net, struct watch *watch, int64_t *least)
{
	(void)net; (void)watch; *least = 0;
}
