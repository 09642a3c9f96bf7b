// SPDX-License-Identifier: MIT
#include "draw/coverage.h"

#include <glib.h>
#include <math.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "draw/curve.h"

#define BLOCK 16 // cells

bool coverage_begin(struct coverage *coverage, struct pixels area)
{
    // One cell more than pixels: an edge in the last one also adds to the next.
    int blocks = (area.right - area.left + BLOCK) / BLOCK;
    size_t needed = (size_t)blocks * (size_t)(area.bottom - area.top);

    if (needed > coverage->room) {
        coverage_free(coverage);
        coverage->cells = g_try_malloc0_n(needed, BLOCK * sizeof(float));
        coverage->touched = g_try_malloc0(needed);
        if (coverage->cells == NULL || coverage->touched == NULL) {
            coverage_free(coverage);
            return false;
        }
        coverage->room = needed;
    }
    coverage->blocks = blocks;
    coverage->area = area;
    coverage->start = coverage->at = (hai_point){0, 0};
    return true;
}

void coverage_free(struct coverage *coverage)
{
    g_free(coverage->cells);
    g_free(coverage->touched);
    *coverage = (struct coverage){0};
}

// --- Lines ---

// A row of cells.
struct row {
    float *cells;
    uint8_t *touched;
};

static struct row row_at(struct coverage *coverage, int y)
{
    size_t block = (size_t)y * (size_t)coverage->blocks;
    return (struct row){coverage->cells + block * BLOCK, coverage->touched + block};
}

static void add(struct row row, int x, double value)
{
    row.touched[(unsigned)x / BLOCK] = 1;
    row.cells[x] += (float)value;
}

// The part of an edge within one row, from x to x1, not left of it, which climbs by `rise` there.
// A pixel's cover is the mean over its width of what has been climbed on its left; each cell takes
// what that grows by from the pixel before it.
static void add_to_row(struct row row, double x, double x1, double rise)
{
    int first = (int)x;

    if (x1 <= first + 1) { // within one pixel
        double next = rise * ((x + x1) / 2 - first);
        add(row, first, rise - next);
        add(row, first + 1, next);
        return;
    }
    double steepness = rise / (x1 - x), left = first + 1 - x;
    double cover = steepness * left * left / 2;
    int at = first + 1;
    add(row, first, cover);
    for (; at + 1 < x1; at++) {
        double here = steepness * (at + 0.5 - x);
        add(row, at, here - cover);
        cover = here;
    }
    double right = x1 - at, last = rise - steepness * right * right / 2;
    add(row, at, last - cover);
    add(row, at + 1, rise - last);
}

// An edge within the area's rows and columns; `from` is above `to`.
static void add_rows(struct coverage *coverage, hai_point from, hai_point to, int direction)
{
    double width = coverage->area.right - coverage->area.left;
    int y = (int)from.y;

    if (to.y <= y + 1) {
        double left = MIN(from.x, to.x), right = MAX(from.x, to.x);
        add_to_row(row_at(coverage, y), left, right, (to.y - from.y) * direction);
        return;
    }
    double lean = (to.x - from.x) / (to.y - from.y), x = from.x, top = from.y;
    for (; top < to.y; y++) {
        double bottom = MIN(to.y, y + 1), next = from.x + (bottom - from.y) * lean;
        next = CLAMP(next, 0, width);
        double left = MIN(x, next), right = MAX(x, next);
        if (left < width)
            add_to_row(row_at(coverage, y), left, right, (bottom - top) * direction);
        x = next;
        top = bottom;
    }
}

// An edge within the area's rows. What passes left of the area covers whole rows of it, what passes
// right of it nothing.
static void add_columns(struct coverage *coverage, hai_point from, hai_point to, int direction)
{
    double width = coverage->area.right - coverage->area.left;
    double borders[2] = {from.x < to.x ? 0 : width, from.x < to.x ? width : 0};
    hai_point stops[4] = {from};
    int count = 1;

    for (int i = 0; i < 2; i++) {
        double x = borders[i];
        if (!(MIN(from.x, to.x) < x && x < MAX(from.x, to.x)))
            continue;
        double y = from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x);
        stops[count] = (hai_point){x, CLAMP(y, stops[count - 1].y, to.y)};
        count++;
    }
    stops[count++] = to;
    for (int i = 1; i < count; i++) {
        hai_point begin = stops[i - 1], end = stops[i];
        if (begin.y >= end.y || MIN(begin.x, end.x) >= width)
            continue;
        begin.x = MAX(begin.x, 0);
        end.x = MAX(end.x, 0);
        add_rows(coverage, begin, end, direction);
    }
}

static void add_edge(struct coverage *coverage, hai_point from, hai_point to)
{
    double height = coverage->area.bottom - coverage->area.top;
    int direction = from.y < to.y ? 1 : -1;

    if (direction < 0) {
        hai_point other = from;
        from = to;
        to = other;
    }
    if (!(from.y < height && to.y > 0) || from.y == to.y)
        return;
    if (from.y < 0 || to.y > height) {
        double lean = (to.x - from.x) / (to.y - from.y);
        if (to.y > height)
            to = (hai_point){from.x + (height - from.y) * lean, height};
        if (from.y < 0)
            from = (hai_point){from.x - from.y * lean, 0};
    }
    double width = coverage->area.right - coverage->area.left;
    if (MIN(from.x, to.x) >= 0 && MAX(from.x, to.x) < width)
        add_rows(coverage, from, to, direction);
    else
        add_columns(coverage, from, to, direction);
}

// --- Outlines ---

static hai_point in_area(const struct coverage *coverage, hai_point point)
{
    return (hai_point){point.x - coverage->area.left, point.y - coverage->area.top};
}

static void line_to(struct coverage *coverage, hai_point to)
{
    add_edge(coverage, coverage->at, to);
    coverage->at = to;
}

void coverage_close(struct coverage *coverage)
{
    line_to(coverage, coverage->start);
}

void coverage_move_to(struct coverage *coverage, hai_point to)
{
    coverage_close(coverage);
    coverage->start = coverage->at = in_area(coverage, to);
}

void coverage_line_to(struct coverage *coverage, hai_point to)
{
    line_to(coverage, in_area(coverage, to));
}

void coverage_conic_to(struct coverage *coverage, hai_point control, hai_point to)
{
    hai_point from = {coverage->at.x + coverage->area.left, coverage->at.y + coverage->area.top};
    hai_point first = {from.x + (control.x - from.x) * 2 / 3,
                       from.y + (control.y - from.y) * 2 / 3};
    hai_point second = {to.x + (control.x - to.x) * 2 / 3, to.y + (control.y - to.y) * 2 / 3};

    coverage_curve_to(coverage, first, second, to);
}

// Whether a curve lies where only its ends matter: it has no ink in the area's rows, or passes left
// of it, or right.
static bool is_beside(const struct coverage *coverage, const hai_point *points)
{
    double left = points[0].x, right = left, top = points[0].y, bottom = top;

    for (int i = 1; i < 4; i++) {
        left = MIN(left, points[i].x);
        right = MAX(right, points[i].x);
        top = MIN(top, points[i].y);
        bottom = MAX(bottom, points[i].y);
    }
    return bottom <= 0 || top >= coverage->area.bottom - coverage->area.top || right <= 0 ||
           left >= coverage->area.right - coverage->area.left;
}

void coverage_curve_to(struct coverage *coverage, hai_point first, hai_point second, hai_point to)
{
    const hai_point points[4] = {coverage->at, in_area(coverage, first), in_area(coverage, second),
                                 in_area(coverage, to)};
    struct curve curve = curve_through(points);
    int lines = is_beside(coverage, points) ? 1 : curve_count_lines(points);
    double step = 1.0 / lines;

    for (int i = 1; i < lines; i++)
        line_to(coverage, curve_at(&curve, i * step));
    line_to(coverage, points[3]);
}

// --- Sums ---

static uint8_t byte_of(float cover)
{
    return (uint8_t)(fminf(fabsf(cover), 1) * 255 + 0.5f);
}

// The running sum over a block's cells, which it leaves 0. Returns the sum at its end.
#if defined(__SSE2__)
static float sum_block(float *cells, float sum, uint8_t *to)
{
    const __m128 sign = _mm_set1_ps(-0.0f), one = _mm_set1_ps(1), all = _mm_set1_ps(255);
    __m128 carry = _mm_set1_ps(sum);
    __m128i covers[4];

    for (int i = 0; i < 4; i++) {
        __m128 four = _mm_loadu_ps(cells + 4 * i);
        four = _mm_add_ps(four, _mm_castsi128_ps(_mm_slli_si128(_mm_castps_si128(four), 4)));
        four = _mm_add_ps(four, _mm_castsi128_ps(_mm_slli_si128(_mm_castps_si128(four), 8)));
        four = _mm_add_ps(four, carry);
        carry = _mm_shuffle_ps(four, four, _MM_SHUFFLE(3, 3, 3, 3));
        four = _mm_mul_ps(_mm_min_ps(_mm_andnot_ps(sign, four), one), all);
        covers[i] = _mm_cvttps_epi32(_mm_add_ps(four, _mm_set1_ps(0.5f)));
        _mm_storeu_ps(cells + 4 * i, _mm_setzero_ps());
    }
    __m128i bytes = _mm_packus_epi16(_mm_packs_epi32(covers[0], covers[1]),
                                     _mm_packs_epi32(covers[2], covers[3]));
    _mm_storeu_si128((__m128i *)(void *)to, bytes);
    return _mm_cvtss_f32(carry);
}
#else
static float sum_block(float *cells, float sum, uint8_t *to)
{
    for (int x = 0; x < BLOCK; x++) {
        sum += cells[x];
        to[x] = byte_of(sum);
        cells[x] = 0;
    }
    return sum;
}
#endif

void coverage_keep(uint8_t *to, int count, const uint8_t *cover, uint8_t even)
{
    if (cover == NULL)
        memset(to, even, (size_t)count);
    else
        memcpy(to, cover, (size_t)count);
}

static void sum_row(struct coverage *coverage, int y, coverage_run *run, void *data)
{
    const struct pixels *area = &coverage->area;
    struct row row = row_at(coverage, y);
    float sum = 0;

    for (int block = 0; block < coverage->blocks;) {
        int first = block, x = first * BLOCK, width = area->right - area->left - x;
        uint8_t covers[BLOCK];
        if (row.touched[block]) {
            sum = sum_block(row.cells + x, sum, covers);
            row.touched[block++] = 0;
            if (width > 0)
                run(data, area->left + x, area->top + y, MIN(width, BLOCK), covers, 0);
            continue;
        }
        while (block < coverage->blocks && !row.touched[block])
            block++;
        if (width > 0)
            run(data, area->left + x, area->top + y, MIN(width, (block - first) * BLOCK), NULL,
                byte_of(sum));
    }
}

void coverage_end(struct coverage *coverage, coverage_run *run, void *data)
{
    coverage_close(coverage);
    for (int y = 0; y < coverage->area.bottom - coverage->area.top; y++)
        sum_row(coverage, y, run, data);
}
