// SPDX-License-Identifier: MIT
//
// The faces of records cut down to the glyphs that they use, as files carry them: a Chinese face
// is 16 MB whole.
#ifndef HAIBAO_OUT_SUBSET_H
#define HAIBAO_OUT_SUBSET_H

#include <hb.h>

#include "draw/items.h"

struct subset;

// Faces that were cut before, by what was left in them: cutting one again would give the same. For
// one thread; holds until the fonts are closed.
struct cut_store;
struct cut_store *cut_store_new(void);
void cut_store_free(struct cut_store *store);

// A face after cutting: a font file of its own, without what only typesetting needs.
struct cut {
    const struct face *face;
    const hb_set_t *glyphs;  // that are used, by the face's numbers
    const hb_map_t *numbers; // of the face's glyphs in the file; NULL: unchanged
    hb_face_t *font;
};

// What all pages of a file use. The store may be NULL; the result never is. A face that cannot be
// cut stays whole, which is only larger.
struct subset *subset_new(const struct record *const *records, unsigned count,
                          struct cut_store *store);
void subset_free(struct subset *subset);

// NULL for a face of which nothing is used.
const struct cut *subset_find(const struct subset *subset, const struct face *face);

// The number of a glyph in the file; 0, "no such glyph", where it has none.
unsigned cut_glyph(const struct cut *cut, unsigned long glyph);

#endif
