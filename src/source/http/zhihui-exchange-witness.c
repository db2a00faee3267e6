/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */

#include "zhihui-exchange-witness.h"

#include <string.h>

#include "zhihui-secret.h"

#define WITNESS_KEY "zhihui-exchange-witness"
/* Shorter ones would be found everywhere, and protect nothing. */
#define SECRET_MIN_BYTES 8

typedef struct
{
  ZhihuiWitnessFunc witness;
  gpointer          user_data; /* borrowed */
} Witness;

/**
 * zhihui_exchange_set_witness:
 * @session: of which every exchange is shown
 * @witness: (scope forever): called as each ends
 * @user_data: for @witness
 */
void
zhihui_exchange_set_witness (SoupSession *session, ZhihuiWitnessFunc witness, gpointer user_data)
{
  Witness *self = g_new (Witness, 1);

  self->witness = witness;
  self->user_data = user_data;
  g_object_set_data_full (G_OBJECT (session), WITNESS_KEY, self, g_free);
}

/* As it stands, and as it stands in JSON that escapes its strokes. */
static void
add_secret (GPtrArray *secrets, const char *secret)
{
  g_autoptr (GString) escaped = NULL;

  if (strlen (secret) < SECRET_MIN_BYTES)
    return;

  g_ptr_array_add (secrets, g_strdup (secret));
  if (strchr (secret, '/') == NULL)
    return;

  escaped = g_string_new (secret);
  g_string_replace (escaped, "/", "\\/", 0);
  g_ptr_array_add (secrets, g_string_free (g_steal_pointer (&escaped), FALSE));
}

/**
 * zhihui_exchange_list_secrets:
 * @session: where it is sent
 * @request: what is sent
 *
 * Returns: (transfer full) (element-type utf8): what must not be kept of its answer; where somebody
 * looks on also all that its headers say
 */
GPtrArray *
zhihui_exchange_list_secrets (SoupSession *session, const ZhihuiRequest *request)
{
  GPtrArray *secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_secret_wipe);
  gboolean   is_seen = g_object_get_data (G_OBJECT (session), WITNESS_KEY) != NULL;

  for (guint i = 0; request->secrets != NULL && i < request->secrets->len; i++)
    add_secret (secrets, request->secrets->pdata[i]);

  /* "Bearer TOKEN", "TOKEN": the last word. */
  for (guint i = 1; is_seen && request->headers != NULL && i < request->headers->len; i += 2)
    {
      const char *value = request->headers->pdata[i];
      const char *blank = strrchr (value, ' ');

      add_secret (secrets, blank != NULL ? blank + 1 : value);
    }

  return secrets;
}

/**
 * zhihui_exchange_hide:
 * @text: (inout): of @length bytes
 * @secrets: (element-type utf8): what is not kept
 *
 * Stars instead of every secret. The length stays.
 *
 * Returns: whether there was one
 */
gboolean
zhihui_exchange_hide (char *text, gsize length, GPtrArray *secrets)
{
  gboolean was_there = FALSE;

  for (guint i = 0; i < secrets->len; i++)
    {
      const char *secret = secrets->pdata[i];
      gsize       n = strlen (secret);
      char       *at = text;

      while ((at = memmem (at, length - (gsize) (at - text), secret, n)) != NULL)
        {
          memset (at, '*', n);
          at += n;
          was_there = TRUE;
        }
    }

  return was_there;
}

static char *
hide_in_text (const char *text, GPtrArray *secrets)
{
  char *hidden = g_strdup (text);

  zhihui_exchange_hide (hidden, strlen (hidden), secrets);
  return hidden;
}

/* What a server gives to know its client again is as good as a token. */
static gboolean
is_secret_header (const char *name)
{
  static const char *const secret[] = {
    "Set-Cookie", "Set-Cookie2", "Authorization", "WWW-Authenticate", "Authentication-Info",
  };

  for (guint i = 0; i < G_N_ELEMENTS (secret); i++)
    if (g_ascii_strcasecmp (name, secret[i]) == 0)
      return TRUE;

  return FALSE;
}

static GPtrArray *
list_headers (SoupMessageHeaders *headers, GPtrArray *secrets)
{
  GPtrArray             *list = g_ptr_array_new_with_free_func (g_free);
  SoupMessageHeadersIter iter;
  const char            *name;
  const char            *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      if (is_secret_header (name))
        continue;
      g_ptr_array_add (list, g_strdup (name));
      g_ptr_array_add (list, hide_in_text (value, secrets));
    }

  return list;
}

/**
 * zhihui_exchange_tell_witness:
 * @session: where it was exchanged
 * @path: what was asked for, with its query
 * @secrets: (element-type utf8): what is not shown, wherever it stands
 * @answer: what came of it
 * @body: (nullable): its body, as far as it is kept, without its secrets
 * @asked_us: when it was asked for
 */
void
zhihui_exchange_tell_witness (SoupSession        *session,
                              const char         *path,
                              GPtrArray          *secrets,
                              const ZhihuiAnswer *answer,
                              GBytes             *body,
                              gint64              asked_us)
{
  const Witness   *self = g_object_get_data (G_OBJECT (session), WITNESS_KEY);
  g_autofree char *shown_path = NULL;
  g_autoptr (GPtrArray) headers = NULL;
  ZhihuiExchangeAccount account = { 0 };

  if (self == NULL)
    return;

  shown_path = hide_in_text (path, secrets);
  if (answer->headers != NULL)
    headers = list_headers (answer->headers, secrets);

  account.path = shown_path;
  account.status = answer->status;
  account.headers = headers;
  account.body = body;
  account.asked_us = asked_us;
  account.ended_us = g_get_monotonic_time ();
  self->witness (&account, self->user_data);
}
