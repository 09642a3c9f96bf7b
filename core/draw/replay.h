// SPDX-License-Identifier: MIT
//
// Replaying a record band by band, and what a back end may do differently.
#ifndef HAIBAO_DRAW_REPLAY_H
#define HAIBAO_DRAW_REPLAY_H

#include "draw/items.h"

// What was drawn for one record and others can use again: glyphs and the corners of shadows, as
// pixels. For one thread. Drops everything when it has become large.
struct replay_store;
struct replay_store *replay_store_new(void);
void replay_store_free(struct replay_store *store);

// Every member may be NULL or false.
struct replay_hooks {
    void *data;

    // Borrowed; NULL: one for this replay alone.
    struct replay_store *store;

    // The face and glyphs to draw a run with instead of its own; borrowed until the next call.
    // False: an error, which ends the replay.
    bool (*glyphs)(void *data, const struct glyph_run *run, cairo_font_face_t **face,
                   const cairo_glyph_t **glyphs);
};

// Keeps what one band can use of the work for the band before. For one thread; the record may be
// shared.
struct replay;

struct replay *replay_new(const struct record *record, bool text, const struct replay_hooks *hooks);
void replay_free(struct replay *replay);

// As record_replay. The matrix that the context has is that of the sheet.
bool replay_draw(struct replay *replay, cairo_t *cairo, hai_box band);

// --- Parts of an item as cairo knows them; used for measuring too ---

void replay_set_path(cairo_t *cairo, const struct path *path);
void replay_set_matrix(cairo_t *cairo, const hai_matrix *matrix); // on top of the one in force
void replay_set_pen(cairo_t *cairo, const hai_stroke *pen);
void replay_set_paint(cairo_t *cairo, const hai_paint *paint);

#endif
