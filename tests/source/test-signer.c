/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-platform.h"
#include "openssl-run.h"
#include "zhihui-error.h"
#include "zhihui-hmac-signer.h"
#include "zhihui-signature-base.h"
#include "zhihui-sm2-signer.h"

/* The keys of the example in GB/T 32918.5, annex A, as PEM. */
#define SM2_PRIVATE                                                                                \
  "-----BEGIN PRIVATE KEY-----\n"                                                                  \
  "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgOUUgj3shRLE/NuOK\n"                             \
  "xtOflYiTk2koYLUaQvuB7033xbihRANCAAQJ+d8xHlQhoVDdfRYeS8XGchefrRgz\n"                             \
  "/AdrsI/zVvNQIMzqSQziZ3WlLcbqcYzBqmAK7QX7814ISmYy9gctqa0T\n"                                     \
  "-----END PRIVATE KEY-----\n"
#define SM2_PUBLIC                                                                                 \
  "-----BEGIN PUBLIC KEY-----\n"                                                                   \
  "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60Y\n"                             \
  "M/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F+/NeCEpmMvYHLamtEw==\n"                                 \
  "-----END PUBLIC KEY-----\n"
/* Its r and s, as DER. */
#define SM2_SIGNATURE                                                                              \
  "MEYCIQD1oDsGSNLEYw7qxRPhu4GhWUTaOCfVt0FDrH6s7ucgswIhALG2qinfIS/YdjGCvA1CHKG7kDj9H39C1IQLacSF"   \
  "u8Gq"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = make_folder ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
}

static char *
write_bytes (Fixture *self, const char *name, gconstpointer bytes, gssize length, int mode)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (
    g_file_set_contents_full (path, bytes, length, G_FILE_SET_CONTENTS_CONSISTENT, mode, NULL));
  return path;
}

static char *
write_text (Fixture *self, const char *name, const char *text, int mode)
{
  return write_bytes (self, name, text, -1, mode);
}

static ZhihuiSigner *
load (const char *name, const char *path)
{
  g_autoptr (GError) error = NULL;
  ZhihuiSigner *signer;

  g_assert_true (zhihui_signer_load (name, path, "wall-1", &signer, &error));
  g_assert_no_error (error);
  return signer;
}

static char *
sign_hmac (Fixture *self, const char *key_text, const char *text)
{
  g_autofree char *path = write_text (self, "key", key_text, 0600);
  g_autoptr (ZhihuiSigner) signer = load ("hmac-sha256", path);
  g_autoptr (GBytes) mac = zhihui_hmac_signer_sign_text (ZHIHUI_HMAC_SIGNER (signer), text);
  g_autoptr (GString) hex = g_string_new (NULL);
  const guchar *bytes = g_bytes_get_data (mac, NULL);

  for (gsize i = 0; i < g_bytes_get_size (mac); i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (g_steal_pointer (&hex), FALSE);
}

/* RFC 4231, 4.2, 4.4, 4.5, 4.7 and 4.8: those whose keys are long enough for us. */
static void
test_rfc_4231 (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guchar      key, step; /* of the first byte, and from byte to byte */
    gsize       key_length;
    const char *text; /* NULL: @n bytes @fill */
    guchar      fill;
    gsize       n;
    const char *expected;
  } vectors[] = {
    { 0x0b,
      0,
      20,
      "Hi There",
      0,
      0,
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
    { 0xaa,
      0,
      20,
      NULL,
      0xdd,
      50,
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
    { 0x01,
      1,
      25,
      NULL,
      0xcd,
      50,
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b" },
    { 0xaa,
      0,
      131,
      "Test Using Larger Than Block-Size Key - Hash Key First",
      0,
      0,
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
    { 0xaa,
      0,
      131,
      "This is a test using a larger than block-size key and a larger than block-size data. The "
      "key "
      "needs to be hashed before being used by the HMAC algorithm.",
      0,
      0,
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree guchar *key = g_malloc (vectors[i].key_length);
      g_autofree char   *text = vectors[i].text != NULL
                                  ? g_strdup (vectors[i].text)
                                  : g_strnfill (vectors[i].n, (char) vectors[i].fill);
      g_autofree char   *encoded = NULL;
      g_autofree char   *line = NULL;
      g_autofree char   *mac = NULL;

      for (gsize at = 0; at < vectors[i].key_length; at++)
        key[at] = (guchar) (vectors[i].key + at * vectors[i].step);
      encoded = g_base64_encode (key, vectors[i].key_length);
      line = g_strconcat ("base64:", encoded, "\n", NULL);
      mac = sign_hmac (self, line, text);
      g_assert_cmpstr (mac, ==, vectors[i].expected);
    }
}

/* RFC 9421, B.2.5. */
static void
test_rfc_9421 (Fixture *self, gconstpointer data)
{
  gsize              length;
  g_autofree guchar *expected =
    g_base64_decode ("pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=", &length);
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autofree char *mac = sign_hmac (
    self,
    "base64:uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ="
    "=",
    "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n"
    "\"@authority\": example.com\n"
    "\"content-type\": application/json\n"
    "\"@signature-params\": (\"date\" \"@authority\" \"content-type\")"
    ";created=1618884473;keyid=\"test-shared-secret\"");

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", expected[i]);
  g_assert_cmpstr (mac, ==, hex->str);
}

static void
test_key_of_text (Fixture *self, gconstpointer data)
{
  g_autofree char *plain = sign_hmac (self, "a key of words and blanks", "x");
  g_autofree char *line = sign_hmac (self, "a key of words and blanks\r\n", "x");
  g_autofree char *encoded = sign_hmac (self, "base64:YSBrZXkgb2Ygd29yZHMgYW5kIGJsYW5rcw==", "x");
  g_autofree char *other = sign_hmac (self, "a key of words and blanks ", "x");

  g_assert_cmpstr (line, ==, plain);
  g_assert_cmpstr (encoded, ==, plain);
  g_assert_cmpstr (other, !=, plain);
}

static const ZhihuiSignable summary = {
  .method = "GET",
  .authority = "platform.example:8460",
  .path = "/api/v1/summary",
  .query = "period=month",
  .created = 1618884473,
  .nonce = "b3k2pp5k7z",
};

static void
test_base (Fixture *self, gconstpointer data)
{
  ZhihuiSignable   bare = summary;
  ZhihuiSignable   full = summary;
  g_autofree char *params = zhihui_signature_base_make_params (&summary, "wall-1", "sm2-sm3");
  g_autofree char *base = zhihui_signature_base_make (&summary, params);
  g_autofree char *bare_base = NULL;
  g_autofree char *full_params = NULL;
  g_autofree char *full_base = NULL;

  g_assert_cmpstr (
    base,
    ==,
    "\"@method\": GET\n"
    "\"@authority\": platform.example:8460\n"
    "\"@path\": /api/v1/summary\n"
    "\"@query\": ?period=month\n"
    "\"@signature-params\": (\"@method\" \"@authority\" \"@path\" \"@query\");created=1618884473;"
    "nonce=\"b3k2pp5k7z\";keyid=\"wall-1\";alg=\"sm2-sm3\"");

  /* RFC 9421, 2.2.6 and 2.2.7: an empty path is "/", no query is "?". */
  bare.path = "";
  bare.query = NULL;
  bare_base = zhihui_signature_base_make (&bare, "()");
  g_assert_cmpstr (bare_base,
                   ==,
                   "\"@method\": GET\n\"@authority\": platform.example:8460\n\"@path\": /\n"
                   "\"@query\": ?\n\"@signature-params\": ()");

  full.method = "POST";
  full.content_digest = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
  full_params = zhihui_signature_base_make_params (&full, "wall-1", "sm2-sm3");
  full_base = zhihui_signature_base_make (&full, full_params);
  g_assert_nonnull (strstr (full_base,
                            "\n\"content-digest\": sha-256=:X48E9qOokqqrvdts8nOJRJN3OWD"
                            "UoyWxBf7kbu9DBPE=:\n\"@signature-params\": (\"@method\" "
                            "\"@authority\" \"@path\" \"@query\" \"content-digest\");"));
}

static gboolean
verify_sm2 (Fixture *self, const char *text, GBytes *signature)
{
  g_autofree char *public = write_text (self, "public.pem", SM2_PUBLIC, 0644);
  g_autofree char *message = write_text (self, "message", text, 0644);
  g_autofree char *file = write_bytes (self,
                                       "signature",
                                       g_bytes_get_data (signature, NULL),
                                       (gssize) g_bytes_get_size (signature),
                                       0644);

  return openssl_run ("pkeyutl",
                      "-verify",
                      "-pubin",
                      "-inkey",
                      public,
                      "-rawin",
                      "-in",
                      message,
                      "-digest",
                      "sm3",
                      "-pkeyopt",
                      "distid:1234567812345678",
                      "-sigfile",
                      file,
                      NULL);
}

static void
test_published_sm2 (Fixture *self, gconstpointer data)
{
  gsize   length;
  guchar *der = g_base64_decode (SM2_SIGNATURE, &length);
  g_autoptr (GBytes) published = g_bytes_new_take (der, length);

  /* What judges ours below is judged by the standard's own. */
  g_assert_true (verify_sm2 (self, "message digest", published));
  g_assert_false (verify_sm2 (self, "message digesu", published));
}

static void
test_sm2_is_verified_by_openssl (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_text (self, "key.pem", SM2_PRIVATE, 0600);
  g_autoptr (ZhihuiSigner) signer = load ("sm2-sm3", path);
  const char *const texts[] = { "message digest", "", "案件\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) one =
        zhihui_sm2_signer_sign_text (ZHIHUI_SM2_SIGNER (signer), texts[i], &error);
      g_autoptr (GBytes) two =
        zhihui_sm2_signer_sign_text (ZHIHUI_SM2_SIGNER (signer), texts[i], &error);

      g_assert_no_error (error);
      g_assert_true (verify_sm2 (self, texts[i], one));
      g_assert_false (verify_sm2 (self, "another", one));
      /* Two with one k would give the key away. */
      g_assert_false (g_bytes_equal (one, two));
    }
}

static void
test_headers (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_text (self, "key", "0123456789abcdef", 0600);
  g_autoptr (ZhihuiSigner) signer = load ("hmac-sha256", path);
  g_auto (GStrv) headers = zhihui_signer_sign (signer, &summary, NULL);
  g_autofree char *base = zhihui_signature_base_make (&summary, headers[1] + strlen ("zhihui="));
  g_autoptr (GBytes) mac = zhihui_hmac_signer_sign_text (ZHIHUI_HMAC_SIGNER (signer), base);
  g_autofree char *encoded = g_base64_encode (g_bytes_get_data (mac, NULL), g_bytes_get_size (mac));
  g_autofree char *expected = g_strconcat ("zhihui=:", encoded, ":", NULL);

  g_assert_cmpuint (g_strv_length (headers), ==, 4);
  g_assert_cmpstr (headers[0], ==, "Signature-Input");
  g_assert_cmpstr (headers[1],
                   ==,
                   "zhihui=(\"@method\" \"@authority\" \"@path\" \"@query\");created=1618884473;"
                   "nonce=\"b3k2pp5k7z\";keyid=\"wall-1\";alg=\"hmac-sha256\"");
  g_assert_cmpstr (headers[2], ==, "Signature");
  g_assert_cmpstr (headers[3], ==, expected);
}

static void
assert_refused (const char *name, const char *path, const char *key_id, const char *says)
{
  g_autoptr (GError) error = NULL;
  ZhihuiSigner *signer = (ZhihuiSigner *) &error;

  g_assert_false (zhihui_signer_load (name, path, key_id, &signer, &error));
  g_assert_null (signer);
  g_assert_cmpint (error->domain, ==, ZHIHUI_ERROR);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” is not in: %s", says, error->message);
  g_assert_null (strstr (error->message, "0123456789"));
}

static void
test_what_is_no_signer (Fixture *self, gconstpointer data)
{
  g_autofree char *good = write_text (self, "good", "0123456789abcdef", 0600);
  g_autofree char *open = write_text (self, "open it", "0123456789abcdef", 0640);
  g_autofree char *curt = write_text (self, "curt", "0123456789abcde\n", 0600);
  g_autofree char *rsa = g_build_filename (self->folder, "rsa.pem", NULL);
  g_autofree char *locked = g_build_filename (self->folder, "locked.pem", NULL);
  ZhihuiSigner    *none = (ZhihuiSigner *) self;

  g_assert_true (openssl_run ("genpkey", "-algorithm", "RSA", "-out", rsa, NULL));
  g_assert_true (openssl_run (
    "genpkey", "-algorithm", "SM2", "-aes128", "-pass", "pass:12345", "-out", locked, NULL));

  g_assert_true (zhihui_signer_load ("none", NULL, NULL, &none, NULL));
  g_assert_null (none);
  assert_refused ("md5", good, "k", "sm2-sm3");
  assert_refused ("hmac-sha256", NULL, "k", "signer-key-file");
  assert_refused ("hmac-sha256", "/nowhere/key", "k", "/nowhere/key");
  assert_refused ("hmac-sha256", good, NULL, "signer-key-id");
  assert_refused ("hmac-sha256", good, "a\"b", "signer-key-id");
  assert_refused ("hmac-sha256", good, "a\r\nb", "signer-key-id");
  assert_refused ("hmac-sha256", open, "k", "chmod 0600 '");
  assert_refused ("hmac-sha256", curt, "k", "16");
  assert_refused ("sm2-sm3", good, "k", "SM2");
  assert_refused ("sm2-sm3", rsa, "k", "SM2");
  assert_refused ("sm2-sm3", locked, "k", "passphrase");
}

#define ADD(path, test) g_test_add ("/signer/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("hmac-is-that-of-rfc-4231", test_rfc_4231);
  ADD ("hmac-is-that-of-rfc-9421", test_rfc_9421);
  ADD ("the-end-of-the-line-is-no-part-of-a-key", test_key_of_text);
  ADD ("what-is-signed-is-written-as-rfc-9421-does", test_base);
  ADD ("openssl-accepts-the-example-of-gb-t-32918", test_published_sm2);
  ADD ("openssl-verifies-what-sm2-signs", test_sm2_is_verified_by_openssl);
  ADD ("the-headers-carry-the-signature", test_headers);
  ADD ("what-is-no-signer-or-key-is-refused", test_what_is_no_signer);

  return g_test_run ();
}
