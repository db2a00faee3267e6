/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-verbs.h"

#include "config.h"
#include "zhihui-bus-interface.h"
#include "zhihui-error.h"
#include "zhihui-wall-page.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiWallVerbs:
 *
 * What may be asked of a wall. Bus and network carry the same words to it.
 */
struct _ZhihuiWallVerbs
{
  GObject parent_instance;

  ZhihuiDirector   *director; /* owned */
  ZhihuiWallPainter painter;
};

G_DEFINE_FINAL_TYPE (ZhihuiWallVerbs, zhihui_wall_verbs, G_TYPE_OBJECT)

typedef GVariant *(*VerbFunc) (ZhihuiWallVerbs *self, GVariant *parameters, GError **error);

static const char *
get_screen (const char *screen)
{
  return *screen != '\0' ? screen : NULL;
}

/* ---- verbs ---- */

static GVariant *
turn (ZhihuiWallVerbs *self, GVariant *parameters, int direction, GError **error)
{
  const char *screen;

  g_variant_get (parameters, "(&s)", &screen);
  if (zhihui_director_turn (self->director, get_screen (screen), direction))
    return g_variant_new ("()");

  g_set_error_literal (
    error,
    ZHIHUI_ERROR,
    ZHIHUI_ERROR_INVALID,
    _ ("nothing was turned: there is no such screen, or a page is pinned there"));
  return NULL;
}

static GVariant *
call_next (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  return turn (self, parameters, 1, error);
}

static GVariant *
call_previous (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  return turn (self, parameters, -1, error);
}

static GVariant *
call_hold (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  gboolean held;

  g_variant_get (parameters, "(b)", &held);
  zhihui_director_hold (self->director, held);
  return g_variant_new ("()");
}

static GVariant *
call_show (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  const char *page, *screen;

  g_variant_get (parameters, "(&s&s)", &page, &screen);
  return zhihui_director_show (self->director, get_screen (screen), page, error)
           ? g_variant_new ("()")
           : NULL;
}

static GVariant *
call_pin (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  const char *page, *screen;

  g_variant_get (parameters, "(&s&s)", &page, &screen);
  return zhihui_director_pin (
           self->director, get_screen (screen), *page != '\0' ? page : NULL, error)
           ? g_variant_new ("()")
           : NULL;
}

static GVariant *
call_unpin (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  const char *screen;

  g_variant_get (parameters, "(&s)", &screen);
  zhihui_director_unpin (self->director, get_screen (screen));
  return g_variant_new ("()");
}

static GVariant *
call_curtain (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  gboolean curtained;

  g_variant_get (parameters, "(b)", &curtained);
  zhihui_director_curtain (self->director, curtained);
  return g_variant_new ("()");
}

static GVariant *
call_acknowledge_alert (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  const char *id;

  g_variant_get (parameters, "(&s)", &id);
  zhihui_director_end_interruption (self->director, id);
  return g_variant_new ("()");
}

static GVariant *
make_playlist (ZhihuiWallVerbs *self, const char *screen)
{
  GVariantBuilder       builder;
  guint                 n;
  const ZhihuiPlayItem *items = zhihui_director_get_playlist (self->director, screen, &n);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < n; i++)
    g_variant_builder_add (&builder, "s", items[i].page);
  return g_variant_builder_end (&builder);
}

static GVariant *
make_screen (ZhihuiWallVerbs *self, const char *screen)
{
  GVariantBuilder     builder;
  ZhihuiDirectorState state;
  int                 width, height;

  zhihui_director_get_state (self->director, screen, &state);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (screen));
  g_variant_builder_add (&builder, "{sv}", "page", g_variant_new_string (state.page));
  g_variant_builder_add (
    &builder,
    "{sv}",
    "title",
    g_variant_new_string (self->painter.get_title (self->painter.painter, state.page)));
  g_variant_builder_add (&builder, "{sv}", "playlist", make_playlist (self, screen));
  g_variant_builder_add (&builder, "{sv}", "pinned", g_variant_new_boolean (state.is_pinned));
  g_variant_builder_add (&builder, "{sv}", "number", g_variant_new_uint32 (state.number));
  g_variant_builder_add (&builder, "{sv}", "pages", g_variant_new_uint32 (state.n_pages));
  if (state.next != NULL)
    {
      g_variant_builder_add (&builder, "{sv}", "next", g_variant_new_string (state.next));
      g_variant_builder_add (
        &builder, "{sv}", "left_s", g_variant_new_uint32 ((guint32) MAX (state.left_s, 0)));
      if (state.interruption == NULL)
        g_variant_builder_add (&builder, "{sv}", "dwell_s", g_variant_new_uint32 (state.dwell_s));
    }
  if (state.interruption != NULL)
    g_variant_builder_add (
      &builder, "{sv}", "interruption", g_variant_new_string (state.interruption->words));
  if (self->painter.get_size (self->painter.painter, screen, &width, &height))
    {
      g_variant_builder_add (&builder, "{sv}", "width", g_variant_new_uint32 ((guint32) width));
      g_variant_builder_add (&builder, "{sv}", "height", g_variant_new_uint32 ((guint32) height));
    }

  return g_variant_builder_end (&builder);
}

static GVariant *
call_status (ZhihuiWallVerbs *self, GVariant *parameters, GError **error)
{
  GVariantBuilder status, screens, pages, titles;

  g_variant_builder_init (&screens, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < zhihui_director_get_n_screens (self->director); i++)
    g_variant_builder_add_value (
      &screens, make_screen (self, zhihui_director_get_screen (self->director, i)));
  g_variant_builder_init (&pages, G_VARIANT_TYPE_STRING_ARRAY);
  g_variant_builder_init (&titles, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < zhihui_director_get_n_pages (self->director); i++)
    {
      const char *page = zhihui_director_get_page_name (self->director, i);

      g_variant_builder_add (&pages, "s", page);
      g_variant_builder_add (&titles, "s", self->painter.get_title (self->painter.painter, page));
    }

  g_variant_builder_init (&status, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&status, "{sv}", "version", g_variant_new_string (VERSION));
  g_variant_builder_add (
    &status, "{sv}", "held", g_variant_new_boolean (zhihui_director_is_held (self->director)));
  g_variant_builder_add (&status,
                         "{sv}",
                         "curtained",
                         g_variant_new_boolean (zhihui_director_is_curtained (self->director)));
  g_variant_builder_add (&status, "{sv}", "pages", g_variant_builder_end (&pages));
  g_variant_builder_add (&status, "{sv}", "titles", g_variant_builder_end (&titles));
  g_variant_builder_add (&status, "{sv}", "screens", g_variant_builder_end (&screens));
  return g_variant_new ("(a{sv})", &status);
}

static const struct
{
  const char *method;
  VerbFunc    call;
} verbs[] = {
  { "Next", call_next },
  { "Previous", call_previous },
  { "Hold", call_hold },
  { "Show", call_show },
  { "Pin", call_pin },
  { "Unpin", call_unpin },
  { "Status", call_status },
  { "Curtain", call_curtain },
  { "AcknowledgeAlert", call_acknowledge_alert },
};

/* ---- pictures ---- */

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZhihuiWallVerbs *self = g_task_get_source_object (task);
  GError          *error = NULL;
  g_autoptr (GBytes) png = self->painter.finish (self->painter.painter, result, &error);
  GVariant *bytes;

  if (png == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, png, TRUE);
  g_task_return_pointer (
    task, g_variant_ref_sink (g_variant_new_tuple (&bytes, 1)), (GDestroyNotify) g_variant_unref);
}

static void
paint (GTask *task, GVariant *parameters)
{
  ZhihuiWallVerbs    *self = g_task_get_source_object (task);
  ZhihuiDirectorState state;
  const char         *screen;
  guint32             width;

  g_variant_get (parameters, "(&su)", &screen, &width);
  if (*screen == '\0')
    screen = zhihui_director_get_screen (self->director, 0);
  if (!zhihui_director_get_state (self->director, screen, &state))
    {
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("the wall has no screen '%s'"), screen);
      g_object_unref (task);
      return;
    }

  self->painter.paint (self->painter.painter, screen, width, painted_cb, task);
}

static void
zhihui_wall_verbs_dispose (GObject *object)
{
  g_clear_object (&ZHIHUI_WALL_VERBS (object)->director);

  G_OBJECT_CLASS (zhihui_wall_verbs_parent_class)->dispose (object);
}

static void
zhihui_wall_verbs_class_init (ZhihuiWallVerbsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_wall_verbs_dispose;
}

static void
zhihui_wall_verbs_init (ZhihuiWallVerbs *self)
{
}

/**
 * zhihui_wall_verbs_new:
 * @director: (transfer none)
 * @painter: copied
 *
 * Returns: (transfer full)
 */
ZhihuiWallVerbs *
zhihui_wall_verbs_new (ZhihuiDirector *director, const ZhihuiWallPainter *painter)
{
  ZhihuiWallVerbs *self = g_object_new (ZHIHUI_TYPE_WALL_VERBS, NULL);

  self->director = g_object_ref (director);
  self->painter = *painter;

  return self;
}

/**
 * zhihui_wall_verbs_call_async:
 * @method: as in the interface
 * @parameters: of the types of the interface
 *
 * Does what is asked. All but a picture is done at once.
 */
void
zhihui_wall_verbs_call_async (ZhihuiWallVerbs    *self,
                              const char         *method,
                              GVariant           *parameters,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (ZHIHUI_IS_WALL_VERBS (self) && method != NULL && parameters != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  zhihui_director_pass_time (self->director, g_get_monotonic_time ());
  if (g_str_equal (method, "Picture"))
    {
      paint (g_object_ref (task), parameters);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].method, method))
      {
        GVariant *answer = verbs[i].call (self, parameters, &error);

        if (answer != NULL)
          g_task_return_pointer (
            task, g_variant_ref_sink (answer), (GDestroyNotify) g_variant_unref);
        else
          g_task_return_error (task, error);
        return;
      }

  g_task_return_new_error (
    task, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("a wall cannot '%s'"), method);
}

/**
 * zhihui_wall_verbs_call_finish:
 *
 * Returns: (transfer full): the answer, a tuple; %NULL with @error
 */
GVariant *
zhihui_wall_verbs_call_finish (ZhihuiWallVerbs *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * zhihui_wall_verbs_get_director:
 *
 * Returns: (transfer none): who is steered
 */
ZhihuiDirector *
zhihui_wall_verbs_get_director (ZhihuiWallVerbs *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VERBS (self), NULL);

  return self->director;
}

/**
 * zhihui_wall_verbs_dup_interface:
 *
 * Returns: (transfer full): what may be asked, with its types
 */
GDBusInterfaceInfo *
zhihui_wall_verbs_dup_interface (void)
{
  return zhihui_bus_interface_dup (ZHIHUI_WALL_BUS_INTERFACE);
}

/**
 * zhihui_wall_verbs_name_errors:
 *
 * Gives the errors names for the bus; both ends do.
 */
void
zhihui_wall_verbs_name_errors (void)
{
  static const struct
  {
    ZhihuiError code;
    const char *name;
  } names[] = {
    { ZHIHUI_ERROR_OFFLINE, "Offline" },     { ZHIHUI_ERROR_REFUSED, "Refused" },
    { ZHIHUI_ERROR_MALFORMED, "Malformed" }, { ZHIHUI_ERROR_INVALID, "Invalid" },
    { ZHIHUI_ERROR_NOT_FOUND, "NotFound" },  { ZHIHUI_ERROR_TOO_LARGE, "TooLarge" },
    { ZHIHUI_ERROR_EXISTS, "Exists" },       { ZHIHUI_ERROR_CHANGED, "Changed" },
    { ZHIHUI_ERROR_FAILED, "Failed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat ("cn.zhihui.Zhihui.Error.", names[i].name, NULL);

      g_dbus_error_register_error (ZHIHUI_ERROR, (gint) names[i].code, name);
    }
}
