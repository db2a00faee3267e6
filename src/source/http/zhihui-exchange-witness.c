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

/**
 * zhihui_exchange_list_secrets:
 * @session: where it is sent
 * @request: what is sent
 *
 * Returns: (transfer full) (element-type utf8) (nullable): what must not be seen of it; %NULL where
 * nobody looks
 */
GPtrArray *
zhihui_exchange_list_secrets (SoupSession *session, const ZhihuiRequest *request)
{
  GPtrArray *secrets;

  if (g_object_get_data (G_OBJECT (session), WITNESS_KEY) == NULL)
    return NULL;

  secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_secret_wipe);

  /* "Bearer TOKEN", "TOKEN": the last word. */
  for (guint i = 1; request->headers != NULL && i < request->headers->len; i += 2)
    {
      const char *value = request->headers->pdata[i];
      const char *blank = strrchr (value, ' ');
      const char *word = blank != NULL ? blank + 1 : value;

      if (strlen (word) >= SECRET_MIN_BYTES)
        g_ptr_array_add (secrets, g_strdup (word));
    }
  if (request->secret_query != NULL)
    {
      const char *sign = strchr (request->secret_query, '=');
      const char *value = sign != NULL ? sign + 1 : request->secret_query;

      if (strlen (value) >= SECRET_MIN_BYTES)
        g_ptr_array_add (secrets, g_strdup (value));
    }

  return secrets;
}

/* Stars instead of every secret. */
static void
hide (char *text, gsize length, GPtrArray *secrets)
{
  for (guint i = 0; i < secrets->len; i++)
    {
      const char *secret = secrets->pdata[i];
      gsize       n = strlen (secret);
      char       *at = text;

      while ((at = memmem (at, length - (gsize) (at - text), secret, n)) != NULL)
        {
          memset (at, '*', n);
          at += n;
        }
    }
}

static char *
hide_in_text (const char *text, GPtrArray *secrets)
{
  char *hidden = g_strdup (text);

  hide (hidden, strlen (hidden), secrets);
  return hidden;
}

static GBytes *
hide_in_body (GBytes *body, GPtrArray *secrets)
{
  gsize       length;
  const char *text = g_bytes_get_data (body, &length);
  char       *hidden = g_memdup2 (text, length);

  hide (hidden, length, secrets);
  return g_bytes_new_take (hidden, length);
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
 * @body: (nullable): its body, as far as it is kept
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
  g_autoptr (GBytes) shown_body = NULL;
  ZhihuiExchangeAccount account = { 0 };

  if (self == NULL)
    return;

  shown_path = hide_in_text (path, secrets);
  if (answer->headers != NULL)
    headers = list_headers (answer->headers, secrets);
  if (body != NULL)
    shown_body = hide_in_body (body, secrets);

  account.path = shown_path;
  account.status = answer->status;
  account.headers = headers;
  account.body = shown_body;
  account.asked_us = asked_us;
  account.ended_us = g_get_monotonic_time ();
  self->witness (&account, self->user_data);
}
