// SPDX-License-Identifier: MIT
//
// Standing type: what was set is kept for the next sheet, as printers keep type that is to be
// printed again. Posters of a batch share most of their texts, and these are set once.
#ifndef HAIBAO_TEXT_STANDING_H
#define HAIBAO_TEXT_STANDING_H

#include <glib.h>

#include "base/arena.h"
#include "base/digest.h"
#include "text/paragraph.h"

struct standing {
    struct arena *arena; // of all that is set; NULL before the first typesetter
    GHashTable *shaped;  // struct shape_key -> struct atoms; free of size and width. NULL: none yet
    GHashTable *paragraphs;  // struct set_key -> hai_paragraph
    char looks[DIGEST_TEXT]; // of what paragraphs depend on besides their keys
};

// For typesetters with the same fonts, one after the other.
struct standing *standing_new(void);
void standing_free(struct standing *standing);

// For a typesetter with this theme and these defaults. What was set for others, or is more than a
// few posters' texts, is thrown away: nobody may hold a paragraph of an earlier typesetter.
void standing_begin(struct standing *standing, const hai_theme *theme,
                    const struct text_defaults *defaults);

// Throw all away: after a poster of which there was something to report, as it would not be
// reported again of a text that is not set again.
void standing_clear(struct standing *standing);

#endif
