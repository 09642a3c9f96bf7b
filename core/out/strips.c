// SPDX-License-Identifier: MIT
#include "out/strips.h"

#include <glib.h>
#include <string.h>

#include "draw/fingerprint.h"
#include "out/filter.h"
#include "out/packer.h"
#include "out/rows.h"

#define BAND 64 // rows: a band of a common sheet stays in the processor's cache
#define MARGIN                                                                                     \
    2.0 // pixels around a band in which items are drawn too: half-covered pixels, glyphs
        // moved to whole ones
#define MAX_THREADS 64
#define CACHE_BYTES (8u << 20) // of strips that are young
#define MAX_SEEN 10000
#define SHARE_BYTES (32u << 20) // of rows that all threads draw in a go

// --- Strips of other sheets ---

// Two generations: what is used moves to the young one; when that is full, the old one goes. So
// what all rows of a batch have in common stays. Once one has been full, a strip is not kept when
// it is first seen: most are those of one row, and would only push out others.
struct strip_cache {
    GHashTable *young, *old; // fingerprint -> struct packed
    GHashTable *seen;        // fingerprints of strips that were not kept
    size_t bytes;            // of the young
    bool is_choosy;
};

static GHashTable *new_generation(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

struct strip_cache *strip_cache_new(void)
{
    struct strip_cache *cache = g_new0(struct strip_cache, 1);

    cache->young = new_generation();
    cache->old = new_generation();
    cache->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return cache;
}

void strip_cache_free(struct strip_cache *cache)
{
    if (cache == NULL)
        return;
    g_hash_table_destroy(cache->young);
    g_hash_table_destroy(cache->old);
    g_hash_table_destroy(cache->seen);
    g_free(cache);
}

// Takes the strip, which may only be looked at from now on.
static void keep_strip(struct strip_cache *cache, char *key, struct packed *strip)
{
    if (cache->bytes > CACHE_BYTES) {
        g_hash_table_destroy(cache->old);
        cache->old = cache->young;
        cache->young = new_generation();
        cache->bytes = 0;
        cache->is_choosy = true;
    }
    cache->bytes += strip->size;
    g_hash_table_replace(cache->young, key, strip);
}

// The same for one that was just drawn.
static void offer_strip(struct strip_cache *cache, char *key, struct packed *strip)
{
    if (!cache->is_choosy || g_hash_table_remove(cache->seen, key)) {
        keep_strip(cache, key, strip);
        return;
    }
    if (g_hash_table_size(cache->seen) >= MAX_SEEN)
        g_hash_table_remove_all(cache->seen);
    g_hash_table_add(cache->seen, key);
    g_free(strip);
}

static const struct packed *find_strip(struct strip_cache *cache, const char *key)
{
    gpointer strip = g_hash_table_lookup(cache->young, key), own;

    if (strip == NULL && g_hash_table_steal_extended(cache->old, key, &own, &strip))
        keep_strip(cache, own, strip);
    return strip;
}

// --- One strip ---

// Who draws strips, in one thread.
struct artist {
    const struct strip_sheet *sheet;
    struct replay *replay;
    struct packer *packer;
    cairo_surface_t *surface; // width x BAND
    int next, end;            // strips of its share that it has not yet drawn
    cairo_status_t status;
};

static size_t row_bytes(const struct strip_sheet *sheet)
{
    return 1 + 3 * (size_t)sheet->width;
}

static void artist_open(struct artist *artist, const struct strip_sheet *sheet, bool is_first)
{
    const struct replay_hooks hooks = {.store = is_first ? sheet->store : NULL};

    *artist = (struct artist){
        .sheet = sheet,
        .replay = replay_new(sheet->record, false, &hooks),
        .packer = packer_new(sheet->width),
        .surface =
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, sheet->width, MIN(BAND, sheet->height)),
    };
    artist->status = cairo_surface_status(artist->surface);
}

static void artist_close(struct artist *artist)
{
    cairo_surface_destroy(artist->surface);
    packer_free(artist->packer);
    replay_free(artist->replay);
}

static int rows_of(const struct strip_sheet *sheet, int index)
{
    return MIN(BAND, sheet->height - index * BAND);
}

static hai_box band_of(const struct strip_sheet *sheet, int index)
{
    double scale = sheet->scale;

    return (hai_box){-MARGIN / scale, (index * BAND - MARGIN) / scale,
                     (sheet->width + 2 * MARGIN) / scale,
                     (rows_of(sheet, index) + 2 * MARGIN) / scale};
}

static bool draw_band(struct artist *artist, int index)
{
    const struct strip_sheet *sheet = artist->sheet;
    cairo_t *cairo = cairo_create(artist->surface);

    // Where the ground is not opaque, what the band before left must not shine through.
    if (!(sheet->record->ground.a >= 1)) {
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
    }
    cairo_translate(cairo, 0, -index * BAND);
    cairo_scale(cairo, sheet->scale, sheet->scale);
    bool done = replay_draw(artist->replay, cairo, band_of(sheet, index));
    artist->status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (artist->status == CAIRO_STATUS_SUCCESS && !done)
        artist->status = CAIRO_STATUS_USER_FONT_ERROR; // no hook fails here
    cairo_surface_flush(artist->surface);
    return artist->status == CAIRO_STATUS_SUCCESS;
}

static void take_rows(const struct artist *artist, int rows, uint8_t *to)
{
    const unsigned char *pixels = cairo_image_surface_get_data(artist->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(artist->surface);
    size_t width = (size_t)artist->sheet->width;
    const uint32_t *above = NULL; // of the first: the band before, which is gone
    struct filter filter;

    filter_init(&filter, artist->sheet->width);
    for (int y = 0; y < rows; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(pixels + (size_t)y * stride);
        to[0] = (uint8_t)filter_row(&filter, row, above);
        rows_pack(to[0] == FILTER_NONE ? row : filter.rest, width, to + 1);
        to += row_bytes(artist->sheet);
        above = row;
    }
    filter_finish(&filter);
}

// NULL with artist->status set.
static struct packed *draw_strip(struct artist *artist, int index)
{
    if (artist->status != CAIRO_STATUS_SUCCESS || !draw_band(artist, index))
        return NULL;
    return packer_pack(artist->packer, cairo_image_surface_get_data(artist->surface),
                       (size_t)cairo_image_surface_get_stride(artist->surface),
                       rows_of(artist->sheet, index));
}

// --- One after the other ---

// The fingerprint of a strip, or NULL.
static char *find_key(const struct strip_sheet *sheet, struct fingerprints *prints, int index)
{
    struct digest digest;
    const double about[3] = {sheet->width, rows_of(sheet, index), sheet->scale};

    if (prints == NULL)
        return NULL;
    digest_init(&digest);
    digest_add(&digest, about, sizeof about);
    if (!fingerprint_band(prints, band_of(sheet, index), &digest))
        return NULL;
    char *key = g_malloc(DIGEST_TEXT);
    digest_end(&digest, key);
    return key;
}

static cairo_status_t draw_in_turn(const struct strip_sheet *sheet, int count, strip_take *take,
                                   void *data)
{
    struct artist artist;
    struct fingerprints *prints = sheet->strips != NULL ? fingerprints_new(sheet->record) : NULL;

    artist_open(&artist, sheet, true);
    for (int i = 0; i < count && artist.status == CAIRO_STATUS_SUCCESS; i++) {
        char *key = find_key(sheet, prints, i);
        const struct packed *known = key != NULL ? find_strip(sheet->strips, key) : NULL;
        struct packed *drawn = known == NULL ? draw_strip(&artist, i) : NULL;
        if (known != NULL || drawn != NULL)
            take(data, known != NULL ? known : drawn, i + 1 == count);
        if (key != NULL && drawn != NULL) {
            offer_strip(sheet->strips, key, drawn);
        } else {
            g_free(drawn);
            g_free(key);
        }
    }
    artist_close(&artist);
    fingerprints_free(prints);
    return artist.status;
}

// --- Several at the same time ---

struct team {
    const struct strip_sheet *sheet;
    int count;
    unsigned threads;
    GMutex lock;
    GCond ready;
    int next;               // the first strip that is in nobody's share
    struct packed **strips; // those that are drawn and not yet taken
    cairo_status_t status;
};

// Strips that lie together have glyphs in common, of which each thread makes its own covers, so a
// share is long; the last ones are short, so that no thread waits for another for long (guided
// self-scheduling: C. Polychronopoulos and D. Kuck, IEEE Transactions on Computers, 1987). What is
// drawn takes memory until all before it is written, so a share has a limit.
static int count_share(const struct team *team)
{
    int left = team->count - team->next;
    size_t most = SHARE_BYTES / team->threads / (row_bytes(team->sheet) * BAND);

    return MIN(left, CLAMP(left / (int)team->threads, 1, MAX((int)most, 1)));
}

// The next strip of the artist's share, or of a new one. -1: there is none, or no use in it.
static int find_work(struct team *team, struct artist *artist)
{
    if (team->status != CAIRO_STATUS_SUCCESS)
        return -1;
    if (artist->next == artist->end) {
        artist->next = team->next;
        artist->end = team->next += count_share(team);
    }
    return artist->next < artist->end ? artist->next++ : -1;
}

// Draw one more strip. False where there is none.
static bool draw_next(struct team *team, struct artist *artist)
{
    g_mutex_lock(&team->lock);
    int index = find_work(team, artist);
    g_mutex_unlock(&team->lock);
    if (index < 0)
        return false;
    struct packed *strip = draw_strip(artist, index);
    g_mutex_lock(&team->lock);
    team->strips[index] = strip;
    if (strip == NULL && team->status == CAIRO_STATUS_SUCCESS)
        team->status = artist->status;
    g_cond_broadcast(&team->ready);
    g_mutex_unlock(&team->lock);
    return true;
}

static gpointer help(gpointer data)
{
    struct team *team = data;
    struct artist artist;

    artist_open(&artist, team->sheet, false);
    while (draw_next(team, &artist)) {
    }
    artist_close(&artist);
    return NULL;
}

// Hand over the strips that are next in turn; wait for each where `waits`.
static int take_ready(struct team *team, int index, bool waits, strip_take *take, void *data)
{
    for (; index < team->count; index++) {
        g_mutex_lock(&team->lock);
        while (waits && team->strips[index] == NULL && team->status == CAIRO_STATUS_SUCCESS)
            g_cond_wait(&team->ready, &team->lock);
        struct packed *strip = team->strips[index];
        team->strips[index] = NULL;
        g_mutex_unlock(&team->lock);
        if (strip == NULL)
            break;
        take(data, strip, index + 1 == team->count);
        g_free(strip);
    }
    return index;
}

static cairo_status_t draw_together(const struct strip_sheet *sheet, int count, unsigned threads,
                                    strip_take *take, void *data)
{
    struct team team = {.sheet = sheet,
                        .count = count,
                        .threads = threads,
                        .strips = g_new0(struct packed *, (gsize)count)};
    GThread *helpers[MAX_THREADS] = {NULL};
    struct artist artist;

    g_mutex_init(&team.lock);
    g_cond_init(&team.ready);
    for (unsigned i = 1; i < threads; i++)
        helpers[i] = g_thread_try_new("strips", help, &team, NULL); // we draw all that none does
    artist_open(&artist, sheet, true);
    int taken = 0;
    while (draw_next(&team, &artist))
        taken = take_ready(&team, taken, false, take, data);
    (void)take_ready(&team, taken, true, take, data);
    for (unsigned i = 1; i < threads; i++)
        if (helpers[i] != NULL)
            (void)g_thread_join(helpers[i]);
    artist_close(&artist);
    for (int i = 0; i < count; i++)
        g_free(team.strips[i]);
    g_free(team.strips);
    g_mutex_clear(&team.lock);
    g_cond_clear(&team.ready);
    return team.status;
}

// What visuals draw with cairo may not know of threads.
static bool is_for_threads(const struct record *record)
{
    for (unsigned i = 0; i < record->count; i++)
        if (record->items[i].kind == ITEM_CAIRO)
            return false;
    return true;
}

// --- A sheet ---

cairo_status_t strips_draw(const struct strip_sheet *sheet, strip_take *take, void *data)
{
    int count = (sheet->height + BAND - 1) / BAND;
    unsigned threads = MIN(MIN(sheet->threads, MAX_THREADS), (unsigned)count);

    if (threads <= 1 || !is_for_threads(sheet->record))
        return draw_in_turn(sheet, count, take, data);
    return draw_together(sheet, count, threads, take, data);
}

uint8_t *strips_raw(const struct strip_sheet *sheet, size_t *size, cairo_status_t *status)
{
    int count = (sheet->height + BAND - 1) / BAND;
    struct artist artist;

    *size = row_bytes(sheet) * (size_t)sheet->height;
    uint8_t *raw = g_try_malloc(*size);
    *status = CAIRO_STATUS_NO_MEMORY;
    if (raw == NULL)
        return NULL;
    artist_open(&artist, sheet, true);
    for (int i = 0; i < count && artist.status == CAIRO_STATUS_SUCCESS; i++)
        if (draw_band(&artist, i))
            take_rows(&artist, rows_of(sheet, i), raw + row_bytes(sheet) * BAND * (size_t)i);
    *status = artist.status;
    artist_close(&artist);
    if (*status == CAIRO_STATUS_SUCCESS)
        return raw;
    g_free(raw);
    return NULL;
}
