// SPDX-License-Identifier: MIT
//
// The values at bars and in them: inside of the kit.
#ifndef CHART_KIT_BARS_WORDS_H
#define CHART_KIT_BARS_WORDS_H

#include "chart-kit/bars.h"

#define BARS_GAP 12.0      // from a bar's end to its value, across
#define BARS_GAP_ABOVE 6.0 // and above it

static inline bool chart_bars_are_stacked(const struct chart_bars *bars)
{
    return bars->mode != CHART_BARS_GROUPED && bars->data->series_count > 1;
}

// The largest of all values as they are written.
hai_size chart_bars_widest(const hai_block *block, const struct chart_bars *bars, bool has_unit);
// That of the ends of a scale that charts beside each other share; 0: they share none. All of them
// have values at their columns, or none: with an axis one scale is another.
double chart_bars_widest_shared(const hai_block *block, const struct chart_bars *bars, double low,
                                double high);

// Whether values, or sums of stacks, are to stand at the ends.
bool chart_bars_have_ends(const struct chart_bars *bars);

// Where there is no room for all of them, the values that are read first have it: of single bars,
// and of whole stacks.
bool chart_bars_are_sparse(const struct chart_bars *bars);

// All that is told, into bars->labels.
void chart_bars_label(const hai_block *block, struct chart_bars *bars, bool has_unit);

// --- What has found no room there ---

// After placing: whether the value of a bar can be read; of parts of nothing, without a word.
bool chart_bars_is_told(const struct chart_bars *bars, const struct chart_bar *bar);

// How many values cannot, of a category; -1: of all.
int32_t chart_bars_untold(const struct chart_bars *bars, int32_t category);

// The room below a bar for values of its parts.
double chart_bars_rest_height(const hai_block *block);

// The room right of columns for them; 0: nothing has need of it, or the gaps are too narrow.
double chart_bars_rest_width(const hai_block *block, const struct chart_bars *bars);

// Add and place these values beside their parts, as far as there is room.
void chart_bars_add_rest(const hai_block *block, struct chart_bars *bars);

// Names of the series, with the values of a category; -1: without.
struct chart_legend *chart_bars_legend(const hai_block *block, const struct chart_bars *bars,
                                       int32_t category, double width);

#endif
