// SPDX-License-Identifier: MIT
//
// What the two shapes of the chart share: stages that shrink (funnel.c), and layers of one triangle
// (layers.c).
#ifndef FUNNEL_FUNNEL_H
#define FUNNEL_FUNNEL_H

#include "chart-kit/chart.h"

enum funnel_style { FUNNEL_BARS, FUNNEL_SOLID, FUNNEL_PYRAMID };
enum funnel_rates { FUNNEL_RATES_STEP, FUNNEL_RATES_TOTAL, FUNNEL_RATES_NONE };
enum funnel_names { FUNNEL_NAMES_AUTO, FUNNEL_NAMES_BESIDE, FUNNEL_NAMES_INSIDE };
enum funnel_layers { FUNNEL_LAYERS_VALUE, FUNNEL_LAYERS_EQUAL };

struct funnel {
    struct chart_options chart;
    int32_t style;  // enum funnel_style
    int32_t names;  // enum funnel_names
    int32_t rates;  // enum funnel_rates
    int32_t layers; // enum funnel_layers
    const char *rate_name;
    double thickness;
};

// A text where it stands.
struct funnel_text {
    const hai_paragraph *text; // NULL: none
    hai_point at;
    bool is_painted; // in `paint`, on a mark
    hai_colour paint;
};

// A closed piece of four corners, from the top left one clockwise.
struct funnel_piece {
    hai_point corners[4];
};

struct funnel_stage {
    const char *name;
    double value; // NAN: missing
    const struct chart_style *style;
    double width;              // of the bar, or of the top of the piece
    struct funnel_piece piece; // empty: nothing to draw
    struct funnel_piece link;  // to the next stage, pale
    struct funnel_text words, figure, rate, share;
    hai_point mark;               // the point of the little arrow before the rate; x NAN: none
    hai_point rule_from, rule_to; // hairline to words at the right; x NAN: none
    hai_point tie_from, tie_to;   // hairline from the name
};

struct funnel_plan {
    struct chart_data *data;  // NULL: no data
    struct chart_frame frame; // the title, and the box
    hai_number_format format;
    struct funnel_stage *stages;
    int32_t count, dropped;
    double bottom;
};

// A paragraph in a role, on one line (width 0) or within a width.
const hai_paragraph *funnel_words(const hai_block *block, const char *text, const char *role,
                                  const char *colour, double width);

// Below the title, in the frame's box: the triangle and its words.
void funnel_plan_layers(const hai_block *block, const struct funnel *funnel,
                        struct funnel_plan *plan, hai_box box);

#endif
