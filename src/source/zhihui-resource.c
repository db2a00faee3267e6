/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-resource.h"

#include "zhihui-secret.h"

/**
 * zhihui_resource_alloc: (skip)
 * @size: of the class' own struct
 * @klass: never freed
 * @path: (transfer full): what it is known by
 * @name: (transfer full): for people
 *
 * Returns: (transfer full): a resource; what the class adds is zero
 */
ZhihuiResource *
zhihui_resource_alloc (gsize size, const ZhihuiResourceClass *klass, char *path, char *name)
{
  ZhihuiResource *self = g_atomic_rc_box_alloc0 (size);

  self->klass = klass;
  self->path = path;
  self->name = name;

  return self;
}

/**
 * zhihui_resource_ref:
 * @self: a resource
 *
 * Returns: (transfer full): @self
 */
ZhihuiResource *
zhihui_resource_ref (ZhihuiResource *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_resource (gpointer data)
{
  ZhihuiResource *self = data;

  if (self->klass->clear != NULL)
    self->klass->clear (self);
  g_free (self->path);
  g_free (self->name);
  g_free (self->region);
}

/**
 * zhihui_resource_unref:
 * @self: (transfer full): a resource
 */
void
zhihui_resource_unref (ZhihuiResource *self)
{
  g_atomic_rc_box_release_full (self, clear_resource);
}

/**
 * zhihui_resource_has_place_of:
 * @self: a resource
 * @other: another
 *
 * Returns: whether both fill the same place of the situation and are of the same region, whatever
 * their periods and lengths
 */
gboolean
zhihui_resource_has_place_of (ZhihuiResource *self, ZhihuiResource *other)
{
  return self->klass == other->klass && g_strcmp0 (self->region, other->region) == 0 &&
         self->klass->has_place_of (self, other);
}

/**
 * zhihui_resource_make_request:
 * @self: a resource
 * @base: address of the source
 * @token: (nullable): what it is shown
 * @cursor: (nullable): page of a walk; %NULL for the first
 * @request: (out caller-allocates): what is sent; zero before
 *
 * Returns: whether anything is asked at all
 */
gboolean
zhihui_resource_make_request (ZhihuiResource *self,
                              const char     *base,
                              const char     *token,
                              const char     *cursor,
                              ZhihuiRequest  *request)
{
  return self->klass->make_request (self, base, token, cursor, request);
}

/**
 * zhihui_request_clear:
 * @self: a request, zero afterwards
 */
void
zhihui_request_clear (ZhihuiRequest *self)
{
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->secret_query, zhihui_secret_wipe);
  g_clear_pointer (&self->accept, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
}

/**
 * zhihui_request_add_header:
 * @self: a request
 * @name: of the header
 * @value: copied
 */
void
zhihui_request_add_header (ZhihuiRequest *self, const char *name, const char *value)
{
  if (self->headers == NULL)
    self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_secret_wipe);
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * zhihui_request_add_secret:
 * @self: a request
 * @secret: by which it is let in; copied
 *
 * An answer that repeats @secret is read with stars in its place.
 */
void
zhihui_request_add_secret (ZhihuiRequest *self, const char *secret)
{
  if (self->secrets == NULL)
    self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_secret_wipe);
  g_ptr_array_add (self->secrets, g_strdup (secret));
}

/**
 * zhihui_request_add_token:
 * @self: a request
 * @token: (nullable): who asks; %NULL adds nothing
 */
void
zhihui_request_add_token (ZhihuiRequest *self, const char *token)
{
  char *value;

  if (token == NULL)
    return;

  value = g_strconcat ("Bearer ", token, NULL);
  zhihui_request_add_header (self, "Authorization", value);
  zhihui_request_add_secret (self, token);
  zhihui_secret_wipe (value);
}

/**
 * zhihui_resource_read_page:
 * @self: a resource
 * @figures: (transfer full) (nullable): the pages so far; freed with an error
 * @page: one answer
 * @next: (out) (transfer full): where the walk goes on, or %NULL
 * @error: return location
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): the figures with the page, or %NULL with @error set
 */
gpointer
zhihui_resource_read_page (
  ZhihuiResource *self, gpointer figures, const ZhihuiPage *page, char **next, GError **error)
{
  g_return_val_if_fail (next != NULL, NULL);

  *next = NULL;
  return self->klass->read_page (self, figures, page, next, error);
}

/**
 * zhihui_resource_skip_page:
 * @self: a resource
 * @figures: the pages so far, not shared
 * @cursor: of the page that could not be had
 * @fault: why
 * @next: (out) (transfer full): where the walk goes on, or %NULL
 *
 * Returns: whether what is read is something without that page
 */
gboolean
zhihui_resource_skip_page (
  ZhihuiResource *self, gpointer figures, const char *cursor, const char *fault, char **next)
{
  *next = NULL;
  return self->klass->skip_page != NULL &&
         self->klass->skip_page (self, figures, cursor, fault, next);
}

/**
 * zhihui_resource_finish:
 * @self: a resource
 * @figures: (transfer full) (nullable): all pages; freed with an error
 * @error: return location
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): what is shown, or %NULL with @error set
 */
gpointer
zhihui_resource_finish (ZhihuiResource *self, gpointer figures, GError **error)
{
  return self->klass->finish != NULL ? self->klass->finish (self, figures, error) : figures;
}

/**
 * zhihui_resource_read_pages:
 * @self: a resource
 * @bodies: (element-type GBytes): all pages in their order, at least one
 * @error: return location
 *
 * Returns: (transfer full): the figures of all pages, or %NULL with @error set
 */
gpointer
zhihui_resource_read_pages (ZhihuiResource *self, GPtrArray *bodies, GError **error)
{
  gpointer figures = NULL;

  g_return_val_if_fail (bodies->len > 0, NULL);

  for (guint i = 0; i < bodies->len; i++)
    {
      const ZhihuiPage page = { .body = bodies->pdata[i] };
      g_autofree char *next = NULL;

      figures = zhihui_resource_read_page (self, figures, &page, &next, error);
      if (figures == NULL)
        return NULL;
    }

  return zhihui_resource_finish (self, figures, error);
}

/**
 * zhihui_resource_keep:
 * @self: a resource
 * @figures: what is shown of it
 * @bodies: (element-type GBytes): the pages as they came
 *
 * May be called in any thread.
 *
 * Returns: (transfer full) (element-type GBytes): what goes to disk
 */
GPtrArray *
zhihui_resource_keep (ZhihuiResource *self, gpointer figures, GPtrArray *bodies)
{
  GPtrArray *kept = self->klass->keep != NULL ? self->klass->keep (self, figures) : NULL;

  return kept != NULL ? kept : g_ptr_array_ref (bodies);
}

/**
 * zhihui_resource_restore:
 * @self: a resource
 * @bodies: (element-type GBytes): what was kept, at least one
 * @error: return location
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): the figures, or %NULL with @error set
 */
gpointer
zhihui_resource_restore (ZhihuiResource *self, GPtrArray *bodies, GError **error)
{
  return self->klass->restore != NULL ? self->klass->restore (self, bodies, error)
                                      : zhihui_resource_read_pages (self, bodies, error);
}

/**
 * zhihui_resource_ref_figures:
 * @self: a resource
 * @figures: (nullable): what was read from it
 *
 * Returns: (transfer full) (nullable): @figures
 */
gpointer
zhihui_resource_ref_figures (ZhihuiResource *self, gpointer figures)
{
  return figures != NULL ? self->klass->ref_figures (self, figures) : NULL;
}

/**
 * zhihui_resource_unref_figures:
 * @self: a resource
 * @figures: (transfer full) (nullable): what was read from it
 */
void
zhihui_resource_unref_figures (ZhihuiResource *self, gpointer figures)
{
  if (figures != NULL)
    self->klass->unref_figures (self, figures);
}

/**
 * zhihui_resource_get_as_of:
 * @self: a resource
 * @figures: what was read from it
 *
 * Returns: the moment @figures are of, or %ZHIHUI_NO_INSTANT where they have none
 */
gint64
zhihui_resource_get_as_of (ZhihuiResource *self, gpointer figures)
{
  return self->klass->get_as_of (self, figures);
}

/**
 * zhihui_resource_get_meta:
 * @self: a resource
 * @figures: (nullable): what was read from it
 *
 * Returns: (transfer none) (nullable): who answers and by which rules, where @figures tell it
 */
ZhihuiMeta *
zhihui_resource_get_meta (ZhihuiResource *self, gpointer figures)
{
  return figures != NULL && self->klass->get_meta != NULL ? self->klass->get_meta (self, figures)
                                                          : NULL;
}

/**
 * zhihui_resource_put:
 * @self: a resource
 * @builder: the situation in the making
 * @figures: (nullable): what is kept of the resource
 * @receipt: how its reading went
 */
void
zhihui_resource_put (ZhihuiResource         *self,
                     ZhihuiSituationBuilder *builder,
                     gpointer                figures,
                     const ZhihuiReceipt    *receipt)
{
  self->klass->put (self, builder, figures, receipt);
}

/**
 * zhihui_resource_add_parameter:
 * @path: of a resource
 * @value: is escaped
 */
void
zhihui_resource_add_parameter (GString *path, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (
    path, "%s%s=%s", strchr (path->str, '?') != NULL ? "&" : "?", name, escaped);
}
