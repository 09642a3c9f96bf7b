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

// Whether values, or sums of stacks, are to stand at the ends.
bool chart_bars_have_ends(const struct chart_bars *bars);

// Where there is no room for all of them, the values that are read first have it: of single bars,
// and of whole stacks.
bool chart_bars_are_sparse(const struct chart_bars *bars);

// All that is told, into bars->labels.
void chart_bars_label(const hai_block *block, struct chart_bars *bars, bool has_unit);

#endif
