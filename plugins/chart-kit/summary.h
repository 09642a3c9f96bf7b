// SPDX-License-Identifier: MIT
//
// A chart in words, and a chart without data.
#ifndef CHART_KIT_SUMMARY_H
#define CHART_KIT_SUMMARY_H

#include "chart-kit/data.h"

enum chart_story {
    CHART_STORY_RANK,  // who is highest and lowest
    CHART_STORY_TREND, // from the first to the last, highest and lowest point, for each series
    CHART_STORY_SHARE, // shares of the whole
};

// For the plugin's `summarise`: a sentence, then the data, at most 200 values:
//
//     折线图,共2个系列、5项。一产:由2018年的12.1亿元升至2022年的15.3亿元,最高为…。
//     数据:2018年,一产12.1亿元,二产…;…
//
// `kind` is the chart's Chinese name: "折线图".
const char *chart_summary(const hai_block *block, const char *kind,
                          const struct chart_options *options, enum chart_story story);

// The same for data that a chart has read in its own way.
const char *chart_summary_of(const hai_block *block, const char *kind,
                             const struct chart_options *options, const struct chart_data *data,
                             enum chart_story story);

// The state without data: the height of it, and the words in the middle of the box.
double chart_empty_height(const hai_block *block, double width);
void chart_empty_draw(const hai_block *block, hai_canvas *canvas, hai_box box);

#endif
