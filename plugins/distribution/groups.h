// SPDX-License-Identifier: MIT
//
// Rows of single values, by groups.
#ifndef DISTRIBUTION_GROUPS_H
#define DISTRIBUTION_GROUPS_H

#include "chart-kit/chart.h"

struct group {
    const char *name; // "" where there are no groups
    double *values;   // sorted, finite
    int32_t *rows;    // of the table, for each value
    int32_t count;    // at least 1
    struct chart_box_stats stats;
};

struct groups {
    struct group *items; // by first appearance, or sorted by median as the options say
    int32_t count;
    double *all; // every value, sorted
    int32_t all_count;
};

// Groups without a value are left out.
struct groups groups_read(const hai_block *block, const struct chart_options *options);

// As the kit's functions want it: the groups are the first categories, and the values those of all
// rows, whatever their group.
struct chart_data *groups_pooled(const hai_block *block, const struct groups *groups);

// One category for each group, its value the median.
struct chart_data *groups_medians(const hai_block *block, const struct groups *groups);

#endif
