// SPDX-License-Identifier: MIT
//
// One value between two ends, as an arc or as a bullet (Stephen Few, "Bullet graph design
// specification", 2006).
#ifndef GAUGE_H
#define GAUGE_H

#include "chart-kit/chart.h"

enum gauge_style { GAUGE_ARC, GAUGE_BULLET };

struct gauge_band {
    double to; // its end; it begins where the one before ends
    const char *text, *colour;
};

struct gauge {
    double value, low, high, target;
    const char *label, *note, *title, *unit, *target_label, *colour;
    int32_t style; // enum gauge_style
    double size;
    hai_list bands; // of struct gauge_band
    hai_number_options number;
};

// What both styles say, in one format.
struct gauge_words {
    const char *figure, *unit; // of the value
    const char *low, *high;
    const char *target; // "目标 85%"; NULL where there is none
    const char *band;   // the name of the band that the value is in; or NULL
};

struct gauge_words gauge_words_of(const hai_block *block, const struct gauge *gauge);
const char *gauge_value_text(const hai_block *block, const struct gauge *gauge, double value);

// Where a value is between the ends, 0..1.
double gauge_share(const struct gauge *gauge, double value);

// The band that a value is in; -1: none.
int32_t gauge_band_of(const struct gauge *gauge, double value);
double gauge_band_start(const struct gauge *gauge, int32_t band);

// A band's own colour, or one of a row of pale shades.
hai_colour gauge_band_colour(const hai_theme *theme, const struct gauge *gauge, int32_t band);

// Of the value's mark: that of its band, if the author gave it one.
hai_colour gauge_colour(const hai_theme *theme, const struct gauge *gauge);

// Lay out in the box, and draw where there is a canvas. Returns the height that is needed.
double gauge_arc(const hai_block *block, const struct gauge *gauge, hai_canvas *canvas,
                 hai_box box);
double gauge_bullet(const hai_block *block, const struct gauge *gauge, hai_canvas *canvas,
                    hai_box box);

#endif
