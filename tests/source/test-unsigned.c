/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-platform.h"
#include "zhihui-error.h"
#include "zhihui-exchange.h"
#include "zhihui-http-source-private.h"

/* A signer that signs so often and then cannot any more. Of what has a body it shows the digest. */
#define TEST_TYPE_SIGNER (test_signer_get_type ())
G_DECLARE_FINAL_TYPE (TestSigner, test_signer, TEST, SIGNER, GObject)

struct _TestSigner
{
  GObject parent_instance;

  int n_left; /* −1 without end */
};

static char **
test_signer_sign (ZhihuiSigner *signer, const ZhihuiSignable *what, GError **error)
{
  TestSigner *self = TEST_SIGNER (signer);
  char      **headers = NULL;

  if (self->n_left == 0)
    {
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "The key is gone");
      return NULL;
    }
  if (self->n_left > 0)
    self->n_left--;
  headers = g_new0 (char *, 3);
  headers[0] = g_strdup ("Signature");
  headers[1] = g_strdup (what->content_digest != NULL ? what->content_digest : what->nonce);
  return headers;
}

static void
test_signer_iface_init (ZhihuiSignerInterface *iface)
{
  iface->sign = test_signer_sign;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSigner,
                               test_signer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SIGNER, test_signer_iface_init))

static void
test_signer_class_init (TestSignerClass *klass)
{
}

static void
test_signer_init (TestSigner *self)
{
}

typedef struct
{
  FakePlatform *platform;
  ZhihuiTrust  *trust;
  SoupSession  *session;
  char         *url;       /* owned */
  char         *signature; /* owned, nullable: of the last request that arrived */
} Fixture;

static gboolean
note_signature (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture            *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_free (self->signature);
  self->signature = g_strdup (soup_message_headers_get_one (headers, "Signature"));
  return FALSE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiTrustSettings settings = { 0 };

  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, note_signature, self);
  self->url = g_strconcat (fake_platform_get_url (self->platform), "/meta", NULL);
  self->trust = zhihui_trust_new (&settings, fake_platform_get_url (self->platform), NULL);
  self->session = zhihui_exchange_new_session (TRUE);
  zhihui_trust_attach (self->trust, self->session);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->trust);
  fake_platform_free (self->platform);
  g_free (self->url);
  g_free (self->signature);
}

static void
use_signer (Fixture *self, int n_signatures)
{
  g_autoptr (TestSigner) signer = g_object_new (TEST_TYPE_SIGNER, NULL);

  signer->n_left = n_signatures;
  zhihui_trust_set_signer (self->trust, ZHIHUI_SIGNER (signer));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(ZhihuiAnswer **) user_data = zhihui_exchange_finish (result, NULL);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static ZhihuiAnswer *
ask (Fixture *self)
{
  const ZhihuiRequest request = { .url = self->url };
  ZhihuiAnswer       *answer = NULL;

  zhihui_exchange_async (self->session, &request, NULL, 10000, NULL, answered_cb, &answer);
  await (is_set, &answer, "an answer");
  return answer;
}

static void
test_signed (Fixture *self, gconstpointer data)
{
  ZhihuiAnswer *answer;

  use_signer (self, -1);
  answer = ask (self);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpint ((int) strlen (self->signature), ==, 32);
  zhihui_answer_free (answer);
}

/* Before it is sent, and when its turn on a connection has come: a signature is made for each. */
static void
test_not_sent (Fixture *self, gconstpointer data)
{
  for (int n_signatures = 0; n_signatures < 2; n_signatures++)
    {
      ZhihuiAnswer *answer;

      use_signer (self, n_signatures);
      answer = ask (self);
      g_assert_cmpint (answer->status, ==, 0);
      g_assert_cmpstr (answer->detail, ==, "The key is gone");
      g_assert_false (answer->unreachable);
      zhihui_answer_free (answer);
    }

  /* The next one meets the same connections, and is the first that arrives. */
  g_assert_cmpuint (fake_platform_count_all (self->platform), ==, 0);
  use_signer (self, -1);
  zhihui_answer_free (ask (self));
  g_assert_cmpuint (fake_platform_count_all (self->platform), ==, 1);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, error);

  g_assert_null (stream);
}

static void
test_sent_by_other_means (Fixture *self, gconstpointer data)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", self->url);
  g_autoptr (GError) error = NULL;

  use_signer (self, 0);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &error);
  await (is_set, &error, "it fails");
  g_assert_cmpuint (fake_platform_count_all (self->platform), ==, 0);
}

static gboolean
has_failed (gpointer user_data)
{
  Listener *listener = user_data;

  return listener->last != NULL &&
         zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ())
             .state == ZHIHUI_STATE_ERROR;
}

static void
test_source (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY, .period_s = 10 };
  g_autofree char  *folder = make_folder ();
  ZhihuiHttpSource *source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, folder, NULL);
  g_autoptr (Listener) listener = listener_new (ZHIHUI_SOURCE (source));
  g_autoptr (TestSigner) signer = g_object_new (TEST_TYPE_SIGNER, NULL);

  zhihui_http_source_set_token (source, "t");
  zhihui_trust_set_signer (source->trust, ZHIHUI_SIGNER (signer));
  zhihui_source_set_wants (ZHIHUI_SOURCE (source), &wants);
  zhihui_source_start (ZHIHUI_SOURCE (source));
  await (has_failed, listener, "the summary has failed");
  g_assert_cmpstr (zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY)->detail,
                   ==,
                   "The key is gone");
  g_assert_cmpuint (fake_platform_count_all (self->platform), ==, 0);

  listener_free (g_steal_pointer (&listener));
  zhihui_source_stop (ZHIHUI_SOURCE (source));
  g_object_unref (source);
  remove_folder (folder);
}

static gboolean
is_settled (gpointer source)
{
  return zhihui_source_is_settled (source);
}

static void
told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) body = zhihui_source_tell_finish (result, user_data);

  g_assert_null (body);
}

/* echo -n {} | openssl dgst -sha256 -binary | base64; before it is sent, and when its turn on a
 * connection has come. */
static void
test_told (Fixture *self, gconstpointer data)
{
  static const char *const signatures[] = {
    NULL,
    NULL,
    "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:",
  };
  const ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_META };
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  ZhihuiHttpSource *source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, NULL);

  zhihui_http_source_set_token (source, "t");
  zhihui_source_set_wants (ZHIHUI_SOURCE (source), &wants);
  zhihui_source_start (ZHIHUI_SOURCE (source));
  await (is_settled, source, "it is read");
  for (int n = 0; n < (int) G_N_ELEMENTS (signatures); n++)
    {
      g_autoptr (TestSigner) signer = g_object_new (TEST_TYPE_SIGNER, NULL);
      g_autoptr (GError) error = NULL;

      signer->n_left = n;
      zhihui_trust_set_signer (source->trust, ZHIHUI_SIGNER (signer));
      zhihui_source_tell_async (
        ZHIHUI_SOURCE (source), "/exports", NULL, body, NULL, told_cb, &error);
      await (is_set, &error, "it is refused");
      g_assert_cmpstr (self->signature, ==, signatures[n]);
      g_assert_cmpuint (
        fake_platform_count (self->platform, "/exports"), ==, signatures[n] != NULL);
      if (signatures[n] == NULL)
        g_assert_cmpstr (error->message, ==, "The key is gone: nothing was sent");
    }

  zhihui_source_stop (ZHIHUI_SOURCE (source));
  g_object_unref (source);
}

#define ADD(path, test) g_test_add ("/unsigned/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("what-is-signed-arrives", test_signed);
  ADD ("what-cannot-be-signed-is-not-sent", test_not_sent);
  ADD ("nor-is-it-by-who-sends-by-other-means", test_sent_by_other_means);
  ADD ("what-is-told-is-signed-with-its-digest-or-not-sent", test_told);
  ADD ("a-source-says-why-it-has-no-figures", test_source);

  return g_test_run ();
}
