// SPDX-License-Identifier: MIT
//
// A table as series by categories.
//
// Three shapes are read. With a `series` column each row is one value of one series (long form).
// With `columns`, or with neither `columns` nor a `value` column, a row has several values, one
// column for each series (wide form). Else there is one series, named by nothing.
//
// Categories and series stand in the order of their first appearance. In long form a category is
// its name: rows of the same label and series are summed, and `chart_check` warns. In the other
// forms a row is a category of its own, also where two have the same name. A missing value is NAN
// and stays a gap. Then the options `top` and `sort` are obeyed: by the total over all series, and
// 其他, the sum of the rest, is always last.
#ifndef CHART_KIT_DATA_H
#define CHART_KIT_DATA_H

#include "chart-kit/options.h"

#define CHART_OTHERS "其他"

struct chart_series {
    const char *name; // "" for the one series without a name
    double *values;   // one for each category; NAN: missing
    int32_t order;    // of its first appearance, from 0; colours go by it
    const char *unit; // of a series that is measured otherwise than the chart; NULL: as the chart
};

struct chart_data {
    int32_t category_count, series_count;
    const char **categories;
    int32_t *rows;  // the first row of each category, for further columns; -1: 其他
    int32_t *order; // of its first appearance among those that are seen, from 0; colours go by it
    struct chart_series *series;
};

// Mistakes across options, for the plugin's `check`: no column of values, doubled rows (warning),
// names in `highlight`, `colours` and `annotations` that the data does not have. Tells the extent
// of the values to siblings; a chart that stacks them tells its own as well.
void chart_check(const hai_block *block, const struct chart_options *options);

// The last of these for data that a chart has read in its own way.
void chart_check_names(const hai_block *block, const struct chart_options *options,
                       const struct chart_data *data);

// Refuse more rows than anybody would tell apart.
void chart_check_rows(const hai_block *block, const struct chart_options *options, int32_t most);

// A mistake of charts whose marks are parts of a whole or areas: negative values beside positive
// ones (chart.negative). Where there are only negative ones, a warning: nothing is drawn of them.
void chart_check_positive(const hai_block *block, const struct chart_options *options);

// Never NULL; may have no categories or no series. Among small charts that share names (shared.h)
// the categories are those of all.
struct chart_data *chart_data_read(const hai_block *block, const struct chart_options *options);

// The same with the categories of this chart's own rows only.
struct chart_data *chart_data_read_own(const hai_block *block, const struct chart_options *options);

// The same for charts whose marks are parts of a whole or areas: only categories with a value that
// is not negative, at most `most` and 其他. NULL where nothing is above 0.
struct chart_data *chart_data_read_parts(const hai_block *block,
                                         const struct chart_options *options, int32_t most);

// True where not one value is finite: the chart says 暂无数据 (summary.h).
bool chart_data_is_empty(const struct chart_data *data);

// Smallest and largest value; false, and both 0, where there is none.
bool chart_data_extent(const struct chart_data *data, double *low, double *high);

// Sums over what is not missing; 0 where all is.
double chart_category_total(const struct chart_data *data, int32_t category);
double chart_series_total(const struct chart_data *data, int32_t series);

// A category or series by name; -1: there is none. "" is the only series' name where it has none.
int32_t chart_data_find_category(const struct chart_data *data, const char *name);
int32_t chart_data_find_series(const struct chart_data *data, const char *name);

// The names of all series, for legends and axes.
const char **chart_series_names(const hai_block *block, const struct chart_data *data);

// --- Figures of a chart, all in one format ---

// The format of all values of the data: one scale (万, 亿) for all.
hai_number_format chart_data_format(const struct chart_options *options,
                                    const struct chart_data *data);

// The same for values of one's own.
hai_number_format chart_format(const struct chart_options *options, const double *values,
                               int32_t count);

// "306.8亿元"; 暂无数据 where the value is not finite; in a unit of its own where it else would
// read zero beside larger ones: "3元". `unit` may be NULL.
const char *chart_value_text(const hai_block *block, double value, const hai_number_format *format,
                             const char *unit);

// "306.8" where the axis tells 亿元: without the scale; a % stays. "" where it is not finite. What
// else would read zero has more decimals, or a scale of its own, or is "<0.01".
const char *chart_figure_text(const hai_block *block, double value,
                              const hai_number_format *format);

// "62.4%" of a share of 1, with `decimals` places. For shares of one whole that shall sum to 100 %
// take hai_number_shares and write those.
const char *chart_share_text(const hai_block *block, double share, int32_t decimals);

#endif
