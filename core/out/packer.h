// SPDX-License-Identifier: MIT
//
// Rows of pixels as part of a PNG's stream. On a poster most pixels are those to their left or
// above them: runs of these are found by comparing, where a general packer would look for them in a
// table of what came before. The bytes depend on the pixels alone.
#ifndef HAIBAO_OUT_PACKER_H
#define HAIBAO_OUT_PACKER_H

#include "out/deflate.h"

// For one thread, and rows of one width.
struct packer;
struct packer *packer_new(int width);
void packer_free(struct packer *packer);

// `pixels` are 0xXXRRGGBB in the machine's byte order, `stride` bytes from row to row, of at least
// one row and of less than 4 GiB in all. Freed by g_free.
struct packed *packer_pack(struct packer *packer, const unsigned char *pixels, size_t stride,
                           int rows);

#endif
