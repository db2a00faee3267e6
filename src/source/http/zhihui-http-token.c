/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <libsoup/soup.h>

#include "zhihui-credentials.h"

static void
begin (ZhihuiHttpSource *self)
{
  zhihui_http_keeper_load (self);
  zhihui_http_poller_start (self);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  ZhihuiSecret     *token = zhihui_credentials_search_finish (result, &error);
  ZhihuiHttpSource *self = user_data; /* not touched when cancelled */

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Without one it is tried all the same: there are platforms that want none. */
  self->token_fault = error != NULL ? g_strdup (error->message) : NULL;
  self->token = token;
  begin (self);
}

/* A token that cannot be used: nothing is asked without it. */
static void
refuse_to_start (ZhihuiHttpSource *self, const char *detail)
{
  gint64 now_us = zhihui_http_source_get_now (self);

  for (guint i = 0; i < self->feeds->len; i++)
    zhihui_feed_fail (self->feeds->pdata[i], SOUP_STATUS_UNAUTHORIZED, detail, now_us);
  zhihui_http_teller_tell (self);
}

/**
 * zhihui_http_token_find:
 * @self: a source that is started
 *
 * Looks for its token and begins to ask; at once, or when a keyring has answered.
 */
void
zhihui_http_token_find (ZhihuiHttpSource *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->token_fault, g_free);
  if (!self->is_token_given)
    {
      g_clear_pointer (&self->token, zhihui_secret_unref);
      self->token = zhihui_trust_read_token (self->trust, &error);
    }
  if (error != NULL)
    {
      self->token_fault = g_strdup (error->message);
      refuse_to_start (self, error->message);
    }
  else if (self->token != NULL || self->is_token_given)
    begin (self);
  else
    zhihui_credentials_search_async (self->base, self->cancellable, found_cb, self);
}

/**
 * zhihui_http_source_get_token_fault:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): why the token that there may be could not be had: the
 *   keyring is locked, the file may be read by others
 */
const char *
zhihui_http_source_get_token_fault (ZhihuiHttpSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), NULL);

  return self->token_fault;
}
