/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the program finds what belongs to it: beside itself while it stands where it was built, else as installed. */
#ifndef BASE_WHERE_H
#define BASE_WHERE_H

/* What is called so beside the program itself, as a build leaves it; NULL when there is none; yours. argv0 serves
 * where the system does not say, and may be NULL. */
char *where_beside(const char *argv0, const char *name);
/* The path of a file of data: in FOOTHOLD_DATADIR, else in `data` beside an uninstalled program, else installed; yours. */
char *where_data(const char *name);

#endif
