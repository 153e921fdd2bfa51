/* SPDX-License-Identifier: EUPL-1.2 */
/* What trying a passphrase costs in a new file. Alone in its source, so that a test program can bring a cheap one. */
#include "vault/inside.h"

struct header_cost vault_new_cost(void)
{
	return keys_cost_here();
}
