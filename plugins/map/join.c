// SPDX-License-Identifier: MIT
//
// Which row is of which region: by the same name, else by names that are the same without the kind
// of region at their end, where that leaves no doubt: 惠济 and 惠济区.
#include <stdlib.h>
#include <string.h>

#include "map.h"

#define LEAST_STEM 6 // bytes: two characters

struct entry {
    const char *name;
    size_t length;
    int32_t region;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    size_t least = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->name, y->name, least);
    if (order != 0)
        return order;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return x->region - y->region;
}

// The bytes of a name without the kind at its end.
static size_t stem_of(const char *name)
{
    static const char *const kinds[] = {
        "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州",
        "自治县",     "街道",         "地区",       "新区",       "省",     "市",
        "区",         "县",           "旗",         "盟",         "镇",     "乡"};
    size_t length = strlen(name);
    for (size_t i = 0; i < HAI_COUNT(kinds); i++) {
        size_t size = strlen(kinds[i]);
        if (length >= size + LEAST_STEM && strcmp(name + length - size, kinds[i]) == 0)
            return length - size;
    }
    return length;
}

// The place of the first entry of a name; -1: none. With `is_sure`, only if there is no other.
static int32_t find(const struct entry *entries, int32_t count, const char *name, size_t length,
                    bool is_sure)
{
    struct entry wanted = {name, length, -1};
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (compare_entries(&entries[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found = low < count && entries[low].length == length &&
                    memcmp(entries[low].name, name, length) == 0;
    bool is_twice = low + 1 < count && entries[low + 1].length == length &&
                    memcmp(entries[low + 1].name, name, length) == 0;
    return is_found && !(is_sure && is_twice) ? low : -1;
}

static bool is_same(const struct entry *a, const struct entry *b)
{
    return a->length == b->length && memcmp(a->name, b->name, a->length) == 0;
}

struct map_join map_join(const hai_block *block, const struct map *map, const struct geo *geo)
{
    const hai_table *table = map->chart.rows;
    int32_t count = 0, rows = table != NULL ? hai_table_rows(table) : 0;
    size_t most = (size_t)geo->region_count + 1;
    struct entry *whole = hai_block_alloc(block, most * sizeof *whole);
    struct entry *stems = hai_block_alloc(block, most * sizeof *stems);
    struct map_join join = {.values = hai_block_alloc(block, most * sizeof *join.values),
                            .rows = hai_block_alloc(block, most * sizeof *join.rows)};
    for (int32_t i = 0; i < geo->region_count; i++) {
        const char *name = geo->regions[i].name;
        join.values[i] = NAN;
        join.rows[i] = -1;
        if (name[0] == '\0')
            continue;
        whole[count] = (struct entry){name, strlen(name), i};
        stems[count++] = (struct entry){name, stem_of(name), i};
    }
    qsort(whole, (size_t)count, sizeof *whole, compare_entries);
    qsort(stems, (size_t)count, sizeof *stems, compare_entries);
    for (int32_t row = 0; row < rows; row++) {
        const char *name = hai_table_text(table, row, map->chart.label);
        const struct entry *entries = whole;
        int32_t at = find(whole, count, name, strlen(name), false);
        if (at < 0) {
            entries = stems;
            at = find(stems, count, name, stem_of(name), true);
        }
        if (at < 0) {
            join.stranger = join.strangers++ == 0 ? name : join.stranger;
            continue;
        }
        if (join.rows[entries[at].region] >= 0) {
            join.doubled_name = join.doubled++ == 0 ? name : join.doubled_name;
            continue;
        }
        // A region may be several features of one name.
        for (int32_t k = at; k < count && is_same(&entries[k], &entries[at]); k++) {
            join.rows[entries[k].region] = row;
            join.values[entries[k].region] = hai_table_number(table, row, map->chart.value);
        }
    }
    for (int32_t i = 0; i < geo->region_count; i++)
        if (rows > 0 && join.rows[i] < 0 && geo->regions[i].name[0] != '\0')
            join.bare_name = join.bare++ == 0 ? geo->regions[i].name : join.bare_name;
    return join;
}
