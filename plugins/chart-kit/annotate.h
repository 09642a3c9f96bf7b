// SPDX-License-Identifier: MIT
//
// What an author says about a chart, in the chart: reference lines, bands, callouts.
//
//     "annotations": [
//       {"value": 60, "text": "及格线"},                      a line at a value
//       {"stat": "mean", "text": "平均"},                     a line at the mean, its value added
//       {"value": 40, "value_to": 60, "text": "正常范围"},    a band of values
//       {"at": "2020年", "text": "疫情暴发"},                 a line at a category
//       {"at": "2020年", "to": "2022年", "text": "疫情期间"}, a band of categories
//       {"at": "2020年", "series": "一产", "text": "首次转负", "kind": "callout"}
//     ]
#ifndef CHART_KIT_ANNOTATE_H
#define CHART_KIT_ANNOTATE_H

#include "chart-kit/frame.h"
#include "chart-kit/label.h"

enum chart_annotation_kind {
    CHART_NOTE_AUTO,
    CHART_NOTE_LINE,
    CHART_NOTE_BAND,
    CHART_NOTE_CALLOUT
};
enum chart_stat {
    CHART_STAT_NONE,
    CHART_STAT_MEAN,
    CHART_STAT_MEDIAN,
    CHART_STAT_MAX,
    CHART_STAT_MIN
};

struct chart_annotation {
    int32_t kind; // enum chart_annotation_kind
    double value, value_to;
    int32_t stat;        // enum chart_stat, of all values of the chart
    const char *at, *to; // categories, dates, or numbers on an axis of values
    const char *series;  // CALLOUT without value: whose value; NULL: the first series'
    const char *text, *colour;
};

struct chart_notes;

// Plan the annotations of the options. Their words are put into `labels` as the most important
// ones, before the chart's own: call it after the marks were taken and before chart_labels_place.
// `data` may be NULL where no annotation needs it. Values are on the axis of VALUE or LOG kind (y
// where both are), categories on the other.
struct chart_notes *chart_notes_plan(const hai_block *block, const struct chart_options *options,
                                     const struct chart_data *data, const struct chart_frame *frame,
                                     struct chart_labels *labels);

// Bands, before the marks; lines and dots, after them. Words are drawn with the labels.
void chart_notes_draw_under(const struct chart_notes *notes, hai_canvas *canvas);
void chart_notes_draw_over(const struct chart_notes *notes, hai_canvas *canvas);

// The two parts of the latter: thin marks, as lines and their points, stand between them.
void chart_notes_draw_lines(const struct chart_notes *notes, hai_canvas *canvas);
void chart_notes_draw_dots(const struct chart_notes *notes, hai_canvas *canvas);

// Widen an extent so that annotated values are inside the axis.
void chart_notes_extent(const struct chart_options *options, double *low, double *high);

#endif
