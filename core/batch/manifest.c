// SPDX-License-Identifier: MIT
#include "batch/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "batch/disks.h"

#define SYNC_ROWS 16 // or those of
#define SYNC_MICROS G_USEC_PER_SEC

struct manifest {
    int file;          // -1: there is none
    GHashTable *lines; // the start of a key -> where its last line begins; both as numbers
    struct disks *disks;
    GString *text;     // lines of rows since the last sync began
    GString *syncing;  // lines to write when it ends
    unsigned gathered; // rows since it began
    gint64 synced;     // when it did
    int error;         // errno of what failed
};

// Keys are hashes: any part of one tells it from others well enough, and the line itself is looked
// at in the end.
static gpointer short_key(const char *key)
{
    char start[17];
    g_strlcpy(start, key, sizeof start);
    return (gpointer)(uintptr_t)g_ascii_strtoull(start, NULL, 16);
}

static guint hash_key(gconstpointer key)
{
    return (guint)(uintptr_t)key;
}

static void note_line(struct manifest *manifest, const char *line, size_t size, off_t at)
{
    json_t *about = json_loadb(line, size, 0, NULL);
    const char *key = json_string_value(json_object_get(about, "key"));
    if (key != NULL)
        g_hash_table_replace(manifest->lines, short_key(key), (gpointer)(uintptr_t)(at + 1));
    json_decref(about);
}

// Note each whole line; returns where the last of them ends.
static off_t read_lines(struct manifest *manifest)
{
    GString *text = g_string_new(NULL);
    char bytes[1 << 16];
    off_t at = 0, start = 0;
    ssize_t got;
    while ((got = pread(manifest->file, bytes, sizeof bytes, at)) > 0) {
        at += got;
        g_string_append_len(text, bytes, got);
        const char *from = text->str, *newline;
        while ((newline = memchr(from, '\n', text->len - (size_t)(from - text->str))) != NULL) {
            size_t size = (size_t)(newline - from);
            note_line(manifest, from, size, start);
            start += (off_t)size + 1;
            from = newline + 1;
        }
        g_string_erase(text, 0, from - text->str);
    }
    g_string_free(text, TRUE);
    return start;
}

struct manifest *manifest_open(const char *path, bool resumes, struct report *report)
{
    struct manifest *manifest = g_new0(struct manifest, 1);
    manifest->file = -1;
    manifest->lines = g_hash_table_new(hash_key, NULL);
    manifest->disks = disks_new();
    manifest->text = g_string_new(NULL);
    manifest->syncing = g_string_new(NULL);
    manifest->synced = g_get_monotonic_time();
    if (path == NULL)
        return manifest;
    manifest->file =
        open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | (resumes ? 0 : O_TRUNC), 0644);
    off_t end = manifest->file >= 0 && resumes ? read_lines(manifest) : 0;
    if (manifest->file >= 0 && ftruncate(manifest->file, end) == 0 &&
        lseek(manifest->file, end, SEEK_SET) == end) {
        char *folder = g_path_get_dirname(path);
        manifest_add_folder(manifest, folder);
        g_free(folder);
        return manifest;
    }
    report_add(report, SEVERITY_ERROR, "manifest.file", (struct place){0}, NULL,
               "the manifest '%s' cannot be written: %s", path, g_strerror(errno));
    manifest_close(manifest);
    return NULL;
}

void manifest_add_folder(struct manifest *manifest, const char *folder)
{
    disks_add(manifest->disks, folder);
}

void manifest_start(struct manifest *manifest)
{
    disks_start(manifest->disks);
}

int manifest_signal(const struct manifest *manifest)
{
    return disks_file(manifest->disks);
}

// The line that begins at a place.
static json_t *read_line(const struct manifest *manifest, off_t at)
{
    GString *text = g_string_new(NULL);
    char bytes[1 << 12];
    const char *newline = NULL;
    ssize_t got;
    while (newline == NULL && (got = pread(manifest->file, bytes, sizeof bytes, at)) > 0) {
        newline = memchr(bytes, '\n', (size_t)got);
        g_string_append_len(text, bytes, newline != NULL ? newline - bytes : got);
        at += got;
    }
    json_t *line = json_loadb(text->str, text->len, 0, NULL);
    g_string_free(text, TRUE);
    return line;
}

json_t *manifest_find(struct manifest *manifest, const char *key)
{
    uintptr_t at = (uintptr_t)g_hash_table_lookup(manifest->lines, short_key(key));
    if (at == 0)
        return NULL;
    json_t *line = read_line(manifest, (off_t)at - 1);
    const char *found = json_string_value(json_object_get(line, "key"));
    if (found != NULL && strcmp(found, key) == 0)
        return line;
    json_decref(line);
    return NULL;
}

void manifest_add(struct manifest *manifest, const json_t *line)
{
    size_t i;
    json_t *file;
    json_array_foreach(json_object_get(line, "files"), i, file)
    {
        const char *name = json_string_value(json_object_get(file, "file"));
        if (name != NULL)
            disks_add_file(manifest->disks, name);
    }
    manifest->gathered++;
    if (manifest->file < 0)
        return;
    char *text = json_dumps(line, JSON_COMPACT | JSON_REAL_PRECISION(15));
    if (text == NULL)
        g_error("out of memory");
    g_string_append(manifest->text, text);
    g_string_append_c(manifest->text, '\n');
    free(text);
}

static bool write_lines(struct manifest *manifest)
{
    const char *at = manifest->syncing->str;
    size_t left = manifest->syncing->len;
    while (left > 0) {
        ssize_t count = write(manifest->file, at, left);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += count;
        left -= (size_t)count;
    }
    g_string_truncate(manifest->syncing, 0);
    return true;
}

static void begin_sync(struct manifest *manifest)
{
    GString *text = manifest->text;
    manifest->text = manifest->syncing;
    manifest->syncing = text;
    manifest->gathered = 0;
    manifest->synced = g_get_monotonic_time();
    disks_begin(manifest->disks);
}

// False, with errno, where a sync has failed, or its lines cannot be written: then and ever after,
// since the system tells of data that it has lost but once.
static bool end_sync(struct manifest *manifest, bool waits)
{
    enum disks_state state = disks_end(manifest->disks, waits);
    if (state == DISKS_FAILED || (state == DISKS_DONE && !write_lines(manifest)))
        manifest->error = errno;
    errno = manifest->error;
    return errno == 0;
}

bool manifest_sync(struct manifest *manifest)
{
    if (!end_sync(manifest, false))
        return false;
    gint64 now = g_get_monotonic_time();
    bool is_time = manifest->gathered >= SYNC_ROWS || now - manifest->synced >= SYNC_MICROS;
    if (is_time && manifest->gathered > 0 && !disks_are_busy(manifest->disks))
        begin_sync(manifest);
    return true;
}

bool manifest_finish(struct manifest *manifest)
{
    bool ok = end_sync(manifest, true);
    if (ok && manifest->gathered > 0) {
        begin_sync(manifest);
        ok = end_sync(manifest, true);
    }
    return ok && (manifest->file < 0 || fdatasync(manifest->file) == 0);
}

void manifest_close(struct manifest *manifest)
{
    if (manifest == NULL)
        return;
    if (manifest->file >= 0)
        (void)close(manifest->file); // what was written is synced
    g_hash_table_destroy(manifest->lines);
    disks_free(manifest->disks);
    g_string_free(manifest->text, TRUE);
    g_string_free(manifest->syncing, TRUE);
    g_free(manifest);
}
