/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-search-provider.h"

#include "config.h"
#include "zhihui-bus-interface.h"

#define INTERFACE "org.gnome.Shell.SearchProvider2"
#define OBJECT "/SearchProvider"

/**
 * ZhihuiSearchProvider:
 *
 * Answers org.gnome.Shell.SearchProvider2. As long as it is asked, the application that it holds
 * does not end.
 */
struct _ZhihuiSearchProvider
{
  GObject parent_instance;

  ZhihuiUnitFinder *finder;          /* owned */
  GDBusConnection  *connection;      /* owned, nullable while it is not exported */
  guint             registration_id; /* 0 while it is not exported */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiSearchProvider, zhihui_search_provider, G_TYPE_OBJECT)

static void
zhihui_search_provider_dispose (GObject *object)
{
  ZhihuiSearchProvider *self = ZHIHUI_SEARCH_PROVIDER (object);

  zhihui_search_provider_withdraw (self);
  g_clear_object (&self->finder);

  G_OBJECT_CLASS (zhihui_search_provider_parent_class)->dispose (object);
}

static void
zhihui_search_provider_class_init (ZhihuiSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_search_provider_dispose;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  ZHIHUI_TYPE_SEARCH_PROVIDER,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_STRING,
                                  G_TYPE_UINT);
}

static void
zhihui_search_provider_init (ZhihuiSearchProvider *self)
{
}

/**
 * zhihui_search_provider_new:
 * @finder: (transfer none): knows the units
 *
 * Returns: (transfer full): a provider that nobody can ask yet
 */
ZhihuiSearchProvider *
zhihui_search_provider_new (ZhihuiUnitFinder *finder)
{
  ZhihuiSearchProvider *self = g_object_new (ZHIHUI_TYPE_SEARCH_PROVIDER, NULL);

  self->finder = g_object_ref (finder);
  return self;
}

/* ---- what is asked ---- */

static void
hold (void)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_application_hold (application);
}

static void
release (void)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_application_release (application);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError                *error = NULL;
  g_auto (GStrv) ids = zhihui_unit_finder_find_finish (ZHIHUI_UNIT_FINDER (source), result, &error);

  if (ids != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", ids));
  else
    g_dbus_method_invocation_take_error (invocation, error);
  release ();
}

static void
find (ZhihuiSearchProvider *self, GVariant *terms, GDBusMethodInvocation *invocation)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);

  hold ();
  zhihui_unit_finder_find_async (self->finder, words, NULL, found_cb, invocation);
}

static void
add_meta (ZhihuiSearchProvider *self, GVariantBuilder *metas, const ZhihuiUnit *unit)
{
  const char      *peer = zhihui_unit_finder_get_peer_label (self->finder, unit->peer);
  g_autofree char *description = g_strjoin (*peer != '\0' ? " · " : "", peer, unit->id, NULL);

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (unit->id));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (unit->name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (metas, "{sv}", "gicon", g_variant_new_string (APP_ID));
  g_variant_builder_close (metas);
}

/* What is not known any more is left out. */
static void
tell_metas (ZhihuiSearchProvider *self, GVariant *ids, GDBusMethodInvocation *invocation)
{
  g_autofree const char **wanted = g_variant_get_strv (ids, NULL);
  GVariantBuilder         metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const ZhihuiUnit *unit = zhihui_unit_finder_get (self->finder, wanted[i]);

      if (unit != NULL)
        add_meta (self, &metas, unit);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

/* Whose best result is shown. */
typedef struct
{
  ZhihuiSearchProvider *provider; /* owned */
  guint32               timestamp;
} Launch;

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Launch *launch = user_data;
  g_auto (GStrv) ids = zhihui_unit_finder_find_finish (ZHIHUI_UNIT_FINDER (source), result, NULL);

  if (ids != NULL)
    g_signal_emit (
      launch->provider, signals[CHOSEN], 0, *ids != NULL ? *ids : "", launch->timestamp);
  g_object_unref (launch->provider);
  g_free (launch);
  release ();
}

/* The whole list was asked for, which there is none of here: what fits best is shown. */
static void
launch_search (ZhihuiSearchProvider *self, GVariant *parameters)
{
  g_autofree const char **words = NULL;
  Launch                 *launch = g_new0 (Launch, 1);

  g_variant_get (parameters, "(^a&su)", &words, &launch->timestamp);
  launch->provider = g_object_ref (self);
  hold ();
  zhihui_unit_finder_find_async (self->finder, words, NULL, launched_cb, launch);
}

static void
choose (ZhihuiSearchProvider *self, GVariant *parameters)
{
  const char *id;
  guint32     timestamp;

  g_variant_get (parameters, "(&s@asu)", &id, NULL, &timestamp);
  g_signal_emit (self, signals[CHOSEN], 0, id, timestamp);
}

/* GDBus has proved method and types by the interface. */
static void
method_called_cb (GDBusConnection       *connection,
                  const char            *sender,
                  const char            *path,
                  const char            *interface,
                  const char            *method,
                  GVariant              *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer               user_data)
{
  ZhihuiSearchProvider *self = user_data;
  gboolean              is_within = g_str_equal (method, "GetSubsearchResultSet");
  g_autoptr (GVariant) first = g_variant_get_child_value (parameters, is_within ? 1 : 0);

  if (is_within || g_str_equal (method, "GetInitialResultSet"))
    {
      find (self, first, invocation);
      return;
    }
  if (g_str_equal (method, "GetResultMetas"))
    {
      tell_metas (self, first, invocation);
      return;
    }

  if (g_str_equal (method, "ActivateResult"))
    choose (self, parameters);
  else
    launch_search (self, parameters);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const GDBusInterfaceVTable vtable = { .method_call = method_called_cb };

/**
 * zhihui_search_provider_export:
 * @connection: of the session
 * @application_path: below which it is found
 * @error: return location
 *
 * Returns: whether it can be asked from now on
 */
gboolean
zhihui_search_provider_export (ZhihuiSearchProvider *self,
                               GDBusConnection      *connection,
                               const char           *application_path,
                               GError              **error)
{
  GDBusInterfaceInfo *interface;
  g_autofree char    *path = NULL;

  g_return_val_if_fail (ZHIHUI_IS_SEARCH_PROVIDER (self), FALSE);

  path = g_strconcat (application_path, OBJECT, NULL);
  interface = zhihui_bus_interface_dup (INTERFACE);
  self->registration_id =
    g_dbus_connection_register_object (connection, path, interface, &vtable, self, NULL, error);
  g_dbus_interface_info_unref (interface);
  if (self->registration_id == 0)
    return FALSE;
  g_set_object (&self->connection, connection);
  return TRUE;
}

/**
 * zhihui_search_provider_withdraw:
 *
 * Nobody can ask it any more.
 */
void
zhihui_search_provider_withdraw (ZhihuiSearchProvider *self)
{
  g_return_if_fail (ZHIHUI_IS_SEARCH_PROVIDER (self));

  if (self->registration_id != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration_id);
  self->registration_id = 0;
  g_clear_object (&self->connection);
}
