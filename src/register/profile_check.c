/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Check digits of the numbers that public bodies give.  Each rule is the body's
 * own, as published: BSN, the eleven-test of the RvIG's Logisch Ontwerp; German tax
 * number, ISO 7064 MOD 11,10; German pension number, VKVV § 2; French NIR, 97 less
 * the remainder by 97, Corsica's 2A and 2B reckoned as 19 and 18.
 */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/profile.h"

char *profile_number_tidy(const char *said)
{
	struct str out = STR_INIT;

	for (; said && *said; said++) {
		if (*said == ' ' || *said == '.' || *said == '-' || *said == '/')
			continue;
		str_addc(&out, *said >= 'a' && *said <= 'z' ? (char)(*said - 'a' + 'A') : *said);
	}
	return out.len ? str_take(&out) : NULL;
}

static bool all_digits(const char *s, size_t len)
{
	return strlen(s) == len && strspn(s, "0123456789") == len;
}

/* 9 x first + 8 x second ... + 2 x eighth - ninth is a multiple of eleven, and not nought. */
static bool fits_bsn(const char *s)
{
	int sum = 0;

	if (!all_digits(s, 9))
		return false;
	for (int i = 0; i < 8; i++)
		sum += (9 - i) * (s[i] - '0');
	sum -= s[8] - '0';
	return sum != 0 && sum % 11 == 0;
}

static bool fits_mod_11_10(const char *s, int n)
{
	int product = 10;

	for (int i = 0; i < n - 1; i++) {
		int sum = (s[i] - '0' + product) % 10;

		product = (sum ? sum : 10) * 2 % 11;
	}
	return (11 - product) % 10 == s[n - 1] - '0';
}

/* Of the first ten digits one stands there twice or three times, all others at most once; never three in a row. */
static bool fits_de_steuer(const char *s)
{
	int times[10] = { 0 }, repeated = 0;

	if (!all_digits(s, 11) || s[0] == '0' || !fits_mod_11_10(s, 11))
		return false;
	for (int i = 0; i < 10; i++)
		times[s[i] - '0']++;
	for (int d = 0; d < 10; d++) {
		if (times[d] > 3)
			return false;
		repeated += times[d] > 1;
	}
	for (int i = 0; i + 2 < 10; i++)
		if (s[i] == s[i + 1] && s[i] == s[i + 2])
			return false;
	return repeated == 1;
}

/* The letter is written as its two-digit place in the alphabet; then weights, and the digit sums of the products. */
static bool fits_de_rv(const char *s)
{
	static const int weight[] = { 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1 };
	char digits[13];
	int sum = 0, letter;

	if (strlen(s) != 12 || strspn(s, "0123456789") != 8 || s[8] < 'A' || s[8] > 'Z' || strspn(s + 9, "0123456789") != 3)
		return false;
	letter = s[8] - 'A' + 1;
	memcpy(digits, s, 8);
	digits[8] = (char)('0' + letter / 10);
	digits[9] = (char)('0' + letter % 10);
	memcpy(digits + 10, s + 9, 2);
	for (int i = 0; i < 12; i++) {
		int product = (digits[i] - '0') * weight[i];

		sum += product / 10 + product % 10;
	}
	return sum % 10 == s[11] - '0';
}

static bool fits_fr_nir(const char *s)
{
	char digits[16];
	long long number;

	if (strlen(s) != 15)
		return false;
	memcpy(digits, s, 16);
	if (s[6] == 'A' || s[6] == 'B') {
		digits[5] = '1';
		digits[6] = s[6] == 'A' ? '9' : '8';
		if (s[5] != '2')
			return false;
	}
	if (!all_digits(digits, 15))
		return false;
	number = strtoll(digits, NULL, 10);
	return 97 - number / 100 % 97 == number % 100;
}

bool profile_number_shape(const struct profile_number *number, const char *tidy)
{
	char *whole = mem_fmt("^(%s)$", number->pattern);
	regex_t re;
	bool fits = false;

	if (regcomp(&re, whole, REG_EXTENDED | REG_NOSUB) == 0) {
		fits = regexec(&re, tidy, 0, NULL, 0) == 0;
		regfree(&re);
	}
	free(whole);
	return fits;
}

bool profile_number_fits(const struct profile_number *number, const char *tidy)
{
	switch (number->check) {
	case CHECK_NONE:
		return true;
	case CHECK_BSN11:
		return fits_bsn(tidy);
	case CHECK_DE_STEUER:
		return fits_de_steuer(tidy);
	case CHECK_DE_RV:
		return fits_de_rv(tidy);
	case CHECK_FR_NIR:
		return fits_fr_nir(tidy);
	}
	return false;
}
