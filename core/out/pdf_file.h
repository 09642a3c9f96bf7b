// SPDX-License-Identifier: MIT
//
// The file structure of PDF (ISO 32000-1, 7.5): objects by number, streams, the table that finds
// them. Plain objects are packed together (7.5.7), and those that say the same are kept once.
#ifndef HAIBAO_OUT_PDF_FILE_H
#define HAIBAO_OUT_PDF_FILE_H

#include <glib.h>
#include <stddef.h>

#include "out/out.h"

struct pdf_file;

struct pdf_file *pdf_file_new(enum compression compression);

// The number of an object that is still to be put; each must be, once.
unsigned pdf_file_reserve(struct pdf_file *file);
void pdf_file_put(struct pdf_file *file, unsigned number, const char *text);

// The number of an object that says this and is named by no other number.
unsigned pdf_file_share(struct pdf_file *file, const char *text);

// `entries` are those of the stream's dictionary but its length and packing. Bytes that are packed
// already (a JPEG) or do not shrink are stored as they are.
enum pdf_packing { PDF_PACK, PDF_STORE };
void pdf_file_put_stream(struct pdf_file *file, unsigned number, const char *entries,
                         const void *bytes, size_t size, enum pdf_packing packing);

// The whole file, whose catalogue and information are these objects; frees `file`. NULL where there
// was no memory to pack.
GByteArray *pdf_file_finish(struct pdf_file *file, unsigned catalogue, unsigned info);
void pdf_file_free(struct pdf_file *file);

// --- Values, each with a space behind it ---

// To so many places after the point (0..6), without zeros at the end; the same in every locale.
void pdf_put_number(GString *out, double value, int places);

// Sixteen bits as four hex digits, without a space.
void pdf_put_hex(GString *out, unsigned unit);

// The six numbers of a matrix (8.3.4).
void pdf_put_matrix(GString *out, const hai_matrix *matrix);

// A text for people (7.9.2): ASCII as it is, else UTF-16.
void pdf_put_text(GString *out, const char *text);

// UTF-16 in hex digits, without brackets; invalid UTF-8 gives U+FFFD.
void pdf_put_utf16(GString *out, const char *text, size_t bytes);

#endif
