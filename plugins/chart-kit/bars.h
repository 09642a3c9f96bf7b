// SPDX-License-Identifier: MIT
//
// Bars, across or upwards: one series, grouped, stacked, stacked to 100 %, diverging, with their
// values at or in them. The whole of the bar and the column chart; combo and others take parts.
#ifndef CHART_KIT_BARS_H
#define CHART_KIT_BARS_H

#include "chart-kit/annotate.h"
#include "chart-kit/colour.h"
#include "chart-kit/frame.h"
#include "chart-kit/label.h"

enum chart_bar_mode {
    CHART_BARS_GROUPED,
    CHART_BARS_STACKED, // negative values downwards from zero
    CHART_BARS_PERCENT,
    CHART_BARS_DIVERGING, // the first half of the series to the left, the other to the right of the
                          // middle: answers from 反对 to 赞成
};

// For option tables: HAI_CHOICE("mode", S, field, chart_bar_modes, ...).
extern const char *const chart_bar_modes[];

struct chart_bar {
    hai_box box;
    double value, from, to; // the datum, and the values between which the bar lies
    int32_t series, category;
    bool is_end;      // the outermost of its stack: its far corners are round
    const char *text; // its value or share in words; NULL: missing
    int32_t label;    // the number of that in chart_bars.labels; -1: none
};

struct chart_bars {
    // --- What is wanted ---
    bool is_across; // bars grow to the right, categories downwards; of one series the largest
                    // stands out, unless `highlight` says another
    enum chart_bar_mode mode;
    double thickness; // across: of one bar; 0: by the room
    // --- Decided ---
    bool is_empty;          // 暂无数据: of the rest only frame.box is set
    bool is_compact;        // a narrow box: smaller words
    bool is_tight;          // upwards: values stand at columns that are narrower than they are
    bool has_legend_values; // upwards: of the last category
    bool has_rest_below;    // across: values that find no room in their parts stand below them
    bool has_names_above;   // across, so that these have more width
    double rest_right;      // upwards: beside each column there is so much room for these
    const struct chart_options *options;
    struct chart_data *data;
    struct chart_style *styles;          // of the series
    struct chart_style *category_styles; // of the categories, where there is one series; else NULL
    hai_number_format format;
    struct chart_frame frame;
    struct chart_bar *bars; // series * category; missing values have no size
    int32_t bar_count;
    struct chart_labels *labels;
    struct chart_notes *notes;
};

// For `check`: that of the kit, and what stacks need of a scale that is shared.
void chart_bars_check(const hai_block *block, const struct chart_options *options,
                      enum chart_bar_mode mode);

// Everything of a bar chart; bars->frame.box.height is its height. `box` as in frame.h.
void chart_bars_plan(const hai_block *block, struct chart_bars *bars,
                     const struct chart_options *options, hai_box box);
void chart_bars_draw(const hai_block *block, const struct chart_bars *bars, hai_canvas *canvas);

// The colour of a bar.
const struct chart_style *chart_bar_style(const struct chart_bars *bars,
                                          const struct chart_bar *bar);

// The parts: where bars of grouped series (or one stack) stand in a band of a frame that is
// planned. `slot` of `slots` bars beside each other in the category's band, from value `from` to
// `to`.
hai_box chart_bar_box(const struct chart_frame *frame, bool is_across, int32_t category,
                      int32_t slot, int32_t slots, double from, double to);

#endif
