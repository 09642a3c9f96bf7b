// SPDX-License-Identifier: MIT
//
// What the files of this visual share: its options, and what a plan of it holds.
#ifndef MASTHEAD_H
#define MASTHEAD_H

#include "visual-kit/art.h"

enum style { STYLE_BAND, STYLE_EDITORIAL, STYLE_PHOTO, STYLE_SEAL, STYLE_VERTICAL };

struct masthead {
    const char *title, *subtitle, *org, *date, *badge, *lead;
    const hai_image *logo, *photo;
    int32_t style, art;
    double height;
};

struct plan {
    double margin, top, foot;
    const hai_paragraph *org, *date, *badge, *title, *subtitle, *lead;
    double logo_width, bar; // of the line at the top: height of what stands on it
    bool is_date_below;     // the publisher, where there is no room beside it
    double head, badge_height, badge_gap, subtitle_gap, lead_gap;
    double title_width, beside; // of a vertical title; what is left beside it
    bool is_sealed;             // the badge is a seal
    hai_size size;
};

// A style's colours, as tokens or literals.
struct look {
    const char *text, *weak; // NULL: the roles' own
    bool is_centred, is_filled;
};

struct look masthead_look(const struct masthead *masthead);

// The line at the top: logo and publisher at the left, date at the right. `inner` is the width that
// the margins leave.
void masthead_plan_head(const hai_block *block, const struct masthead *masthead, double inner,
                        struct plan *plan);

// The same with a hairline below; the box is plan->bar high.
void masthead_draw_head(const hai_theme *theme, const struct masthead *masthead,
                        const struct plan *plan, hai_canvas *canvas, hai_box box);

// A title that runs down the sheet at the right, beside open sky.
struct plan vertical_plan(const hai_block *block, const struct masthead *masthead, double width);
void vertical_draw(const hai_block *block, const struct masthead *masthead, hai_canvas *canvas,
                   hai_box box);

#endif
