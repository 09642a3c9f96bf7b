// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "base/digest.h"
#include "tests.h"

// GLib's is the measure, at every length around the blocks' edges and in pieces of any size.
static void digest_is_sha256(void **state)
{
    enum { MOST = 1000 };
    guint8 bytes[MOST];
    (void)state;
    for (size_t i = 0; i < MOST; i++)
        bytes[i] = (guint8)(i * 131 + 7);
    for (size_t size = 0; size < MOST; size += size < 200 ? 1 : 61) {
        for (size_t piece = 1; piece <= size + 1; piece = piece * 3 + 1) {
            struct digest digest;
            char text[DIGEST_TEXT];
            digest_init(&digest);
            for (size_t at = 0; at < size; at += piece)
                digest_add(&digest, bytes + at, MIN(piece, size - at));
            digest_end(&digest, text);
            char *expected = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, size);
            assert_string_equal(text, expected);
            g_free(expected);
        }
    }
}

static void plain_digest_is_the_same(void **state)
{
    struct digest digest;
    char text[DIGEST_TEXT];
    (void)state;
    digest_init(&digest);
    uint8_t block[64] = {'a', 'b', 'c', 0x80, [63] = 24};
    digest_take_plainly(digest.state, block, 1);
    digest.bytes = 64;
    for (int i = 0; i < 8; i++)
        (void)g_snprintf(text + 8 * i, 9, "%08x", digest.state[i]);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int test_digest(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digest_is_sha256),
        cmocka_unit_test(plain_digest_is_the_same),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
