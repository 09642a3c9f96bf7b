// SPDX-License-Identifier: MIT
#include "batch/key.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FONT_HEAD (64u << 10) // bytes

static void add_file(struct digest *digest, const char *path)
{
    char text[DIGEST_TEXT] = "";
    char *name = g_path_get_basename(path);
    digest_add_text(digest, name);
    if (digest_file(path, text) == 0)
        digest_add_text(digest, text);
    g_free(name);
}

// A font's first bytes have checksums of all its tables.
static void add_font(struct digest *digest, const char *path)
{
    char *name = g_path_get_basename(path), *bytes = g_malloc(FONT_HEAD);
    struct stat about = {0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file >= 0 && fstat(file, &about) == 0 ? read(file, bytes, FONT_HEAD) : 0;
    uint64_t size = (uint64_t)about.st_size;
    digest_add_text(digest, name);
    digest_add(digest, &size, sizeof size);
    if (got > 0)
        digest_add(digest, bytes, (size_t)got);
    if (file >= 0)
        (void)close(file);
    g_free(bytes);
    g_free(name);
}

void key_program(const struct fonts *fonts, const char *const *plugins, char key[DIGEST_TEXT])
{
    struct digest digest;
    Dl_info about;
    digest_init(&digest);
    digest_add_text(&digest, "haibao " HAIBAO_VERSION);
    static const char here; // in the library that all of haibao lies in
    if (dladdr(&here, &about) != 0 && about.dli_fname != NULL)
        add_file(&digest, about.dli_fname);
    for (; *plugins != NULL; plugins++)
        add_file(&digest, *plugins);
    const char *path, *last = "";
    for (int i = 0; (path = fonts_file(fonts, i)) != NULL; i++) {
        if (strcmp(path, last) != 0)
            add_font(&digest, path);
        last = path;
    }
    const char *date = g_getenv("SOURCE_DATE_EPOCH"); // PDFs hold it
    digest_add_text(&digest, date != NULL ? date : "");
    digest_end(&digest, key);
}

void key_request(const char *program, const GString *request, char key[DIGEST_TEXT])
{
    struct digest digest;
    digest_init(&digest);
    digest_add_text(&digest, program);
    digest_add(&digest, request->str, request->len);
    digest_end(&digest, key);
}

static bool is_file_as_told(const json_t *about)
{
    const char *path = json_string_value(json_object_get(about, "file"));
    const char *wanted = json_string_value(json_object_get(about, "sha256"));
    char found[DIGEST_TEXT];
    struct stat status;
    return path != NULL && wanted != NULL && stat(path, &status) == 0 &&
           status.st_size == json_integer_value(json_object_get(about, "bytes")) &&
           digest_file(path, found) == 0 && strcmp(found, wanted) == 0;
}

bool key_proves(struct easel *easel, const json_t *line)
{
    const char *status = json_string_value(json_object_get(line, "status")), *path;
    json_t *files = json_object_get(line, "files"), *value;
    if (status == NULL || strcmp(status, "ok") != 0 || json_array_size(files) == 0)
        return false;
    json_object_foreach(json_object_get(line, "inputs"), path, value)
    {
        const char *wanted = json_string_value(value);
        if (wanted == NULL || wanted[0] == '\0' || strcmp(easel_digest(easel, path), wanted) != 0)
            return false;
    }
    size_t i;
    json_array_foreach(files, i, value) if (!is_file_as_told(value)) return false;
    return true;
}
