/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The write-ahead log.  SQLite sees a header of 32 bytes and frames of 24 + 4096;
 * on the medium they are 72 and 64 + 4096, each piece sealed by itself, so that
 * nothing is read to be written.  SQLite writes a frame's head and then its page;
 * the head waits for the page, and both are one write below.  Whatever else is
 * asked of the log meanwhile finds the head written.
 */
#include <string.h>

#include "vault/shim_file.h"

enum {
	HEAD = 32, HEAD_REAL = HEAD + CIPHER_EXTRA,
	FRAME = 24, FRAME_REAL = SHIM_FRAME,
	STEP = FRAME + SHIM_PAGE, STEP_REAL = FRAME_REAL + SHIM_PAGE,
};

/* One sealed piece of the log and where it stands. */
struct piece {
	enum cipher_domain domain;
	uint64_t number;             /* frame, from 0; 0 for the header */
	int len;                     /* as SQLite sees it */
	sqlite3_int64 start;         /* as SQLite sees it */
	sqlite3_int64 real;          /* on the medium */
};

static struct piece piece_at(sqlite3_int64 offset)
{
	if (offset < HEAD)
		return (struct piece){ CIPHER_WAL_HEADER, 0, HEAD, 0, 0 };
	sqlite3_int64 n = (offset - HEAD) / STEP;
	sqlite3_int64 start = HEAD + n * STEP, real = HEAD_REAL + n * STEP_REAL;
	if (offset - start < FRAME)
		return (struct piece){ CIPHER_WAL_FRAME, (uint64_t)n, FRAME, start, real };
	return (struct piece){ CIPHER_WAL_PAGE, (uint64_t)n, SHIM_PAGE, start + FRAME, real + FRAME_REAL };
}

static const uint8_t *key_of(const struct keyring *ring, enum cipher_domain domain)
{
	switch (domain) {
	case CIPHER_WAL_HEADER:
		return ring->wal_header;
	case CIPHER_WAL_FRAME:
		return ring->wal_frame;
	default:
		return ring->wal_page;
	}
}

static int write_held(struct shim_file *f)
{
	if (!f->held)
		return SQLITE_OK;
	f->held = false;
	return f->real->pMethods->xWrite(f->real, f->frame, FRAME_REAL, f->held_at);
}

/* Unseals one piece into `out` (room for a page). */
static int read_piece(struct shim_file *f, const struct piece *p, uint8_t *out)
{
	const uint8_t *key = key_of(f->ring, p->domain);
	if (p->domain == CIPHER_WAL_PAGE) {
		int rc = f->real->pMethods->xRead(f->real, out, SHIM_PAGE, p->real);
		if (rc != SQLITE_OK)
			return rc;
		return shim_page_open(out, key, p->domain, p->number) ? SQLITE_OK : SQLITE_IOERR_DATA;
	}
	uint8_t sealed[HEAD_REAL];
	int rc = f->real->pMethods->xRead(f->real, sealed, p->len + CIPHER_EXTRA, p->real);
	if (rc != SQLITE_OK)
		return rc;
	return cipher_open(out, sealed, sealed + p->len, (size_t)p->len, key, p->domain, p->number) ?
		SQLITE_OK : SQLITE_IOERR_DATA;
}

/* A torn frame is where a crash left the log: in recovery (any read but that of a page alone) it must look like
 * nothing, so that SQLite ends there; a page that SQLite knows to be whole and is not is damage. */
static int wal_read(sqlite3_file *file, void *out, int len, sqlite3_int64 offset)
{
	struct shim_file *f = (struct shim_file *)file;
	uint8_t *to = out;
	bool page_alone = len == SHIM_PAGE && piece_at(offset).domain == CIPHER_WAL_PAGE;
	int result = write_held(f);
	while (len > 0) {
		struct piece p = piece_at(offset);
		int within = (int)(offset - p.start);
		int take = p.len - within < len ? p.len - within : len;
		int rc = read_piece(f, &p, f->unit);
		if (rc == SQLITE_OK)
			memcpy(to, f->unit + within, (size_t)take);
		else
			memset(to, 0, (size_t)take);
		if (rc == SQLITE_IOERR_DATA && !page_alone)
			rc = SQLITE_OK;
		if (rc != SQLITE_OK && result == SQLITE_OK)
			result = rc;
		to += take;
		offset += take;
		len -= take;
	}
	memset(f->unit, 0, sizeof f->unit);
	return result;
}

static int write_page(struct shim_file *f, const struct piece *p, const uint8_t *page)
{
	bool with_head = f->held && f->held_at + FRAME_REAL == p->real;
	int rc = with_head ? SQLITE_OK : write_held(f);

	f->held = false;
	if (rc == SQLITE_OK && !shim_page_fits(page))
		rc = SQLITE_IOERR_WRITE;
	if (rc == SQLITE_OK)
		rc = shim_page_written();
	if (rc != SQLITE_OK)
		return rc;
	shim_page_seal(f->unit, page, f->ring->wal_page, p->domain, p->number);
	if (with_head)
		return f->real->pMethods->xWrite(f->real, f->frame_and_page, sizeof(f->frame_and_page), f->held_at);
	return f->real->pMethods->xWrite(f->real, f->unit, SHIM_PAGE, p->real);
}

static int write_head(struct shim_file *f, const struct piece *p, const uint8_t *bytes)
{
	uint8_t sealed[HEAD_REAL];
	int rc = write_held(f);

	if (rc != SQLITE_OK)
		return rc;
	cipher_seal(sealed, sealed + p->len, bytes, (size_t)p->len, key_of(f->ring, p->domain), p->domain, p->number);
	if (p->domain == CIPHER_WAL_HEADER)
		return f->real->pMethods->xWrite(f->real, sealed, HEAD_REAL, p->real);
	memcpy(f->frame, sealed, FRAME_REAL);
	f->held_at = p->real;
	f->held = true;
	return SQLITE_OK;
}

static int write_piece(struct shim_file *f, const struct piece *p, const uint8_t *bytes)
{
	return p->domain == CIPHER_WAL_PAGE ? write_page(f, p, bytes) : write_head(f, p, bytes);
}

static int wal_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 offset)
{
	struct shim_file *f = (struct shim_file *)file;
	const uint8_t *from = bytes;
	int rc = SQLITE_OK;
	while (rc == SQLITE_OK && len > 0) {
		struct piece p = piece_at(offset);
		if (offset != p.start || len < p.len)
			return SQLITE_IOERR_WRITE;
		rc = write_piece(f, &p, from);
		from += p.len;
		offset += p.len;
		len -= p.len;
	}
	return rc;
}

static sqlite3_int64 to_real(sqlite3_int64 size)
{
	if (size == 0)
		return 0;
	if (size <= HEAD)
		return HEAD_REAL;
	sqlite3_int64 n = (size - HEAD) / STEP, rest = (size - HEAD) % STEP;
	return HEAD_REAL + n * STEP_REAL + (rest ? FRAME_REAL + (rest > FRAME ? rest - FRAME : 0) : 0);
}

static sqlite3_int64 from_real(sqlite3_int64 real)
{
	if (real < HEAD_REAL)
		return 0;
	sqlite3_int64 n = (real - HEAD_REAL) / STEP_REAL, rest = (real - HEAD_REAL) % STEP_REAL;
	return HEAD + n * STEP + (rest >= FRAME_REAL ? FRAME + (rest - FRAME_REAL) : 0);
}

static int wal_size(sqlite3_file *file, sqlite3_int64 *out)
{
	struct shim_file *f = (struct shim_file *)file;
	int rc = write_held(f);
	if (rc == SQLITE_OK)
		rc = f->real->pMethods->xFileSize(f->real, out);
	*out = rc == SQLITE_OK ? from_real(*out) : 0;
	return rc;
}

static int wal_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct shim_file *f = (struct shim_file *)file;
	int rc = write_held(f);
	return rc == SQLITE_OK ? f->real->pMethods->xTruncate(f->real, to_real(size)) : rc;
}

static int wal_sync(sqlite3_file *file, int flags)
{
	int rc = write_held((struct shim_file *)file);
	return rc == SQLITE_OK ? shim_sync(file, flags) : rc;
}

static int wal_close(sqlite3_file *file)
{
	int held = write_held((struct shim_file *)file), rc = shim_close(file);
	return held == SQLITE_OK ? rc : held;
}

static int wal_control(sqlite3_file *file, int op, void *arg)
{
	int rc = write_held((struct shim_file *)file);
	return rc == SQLITE_OK ? shim_control(file, op, arg) : rc;
}

const sqlite3_io_methods shim_wal_methods = {
	.iVersion = 1,
	.xClose = wal_close,
	.xRead = wal_read,
	.xWrite = wal_write,
	.xTruncate = wal_truncate,
	.xSync = wal_sync,
	.xFileSize = wal_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock_file,
	.xCheckReservedLock = shim_check_reserved,
	.xFileControl = wal_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_device,
};
