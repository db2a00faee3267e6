/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-application.h"

#include "config.h"

/**
 * ZhihuiDeskApplication:
 *
 * The desk as the session knows it: what the desktop's search asks is answered below its name, and
 * there before it has the name, or the first question would come too early.
 */
struct _ZhihuiDeskApplication
{
  AdwApplication parent_instance;

  ZhihuiSearchProvider *provider; /* owned */
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskApplication, zhihui_desk_application, ADW_TYPE_APPLICATION)

static gboolean
zhihui_desk_application_dbus_register (GApplication    *application,
                                       GDBusConnection *connection,
                                       const char      *path,
                                       GError         **error)
{
  ZhihuiDeskApplication *self = ZHIHUI_DESK_APPLICATION (application);

  return G_APPLICATION_CLASS (zhihui_desk_application_parent_class)
           ->dbus_register (application, connection, path, error) &&
         zhihui_search_provider_export (self->provider, connection, path, error);
}

static void
zhihui_desk_application_dbus_unregister (GApplication    *application,
                                         GDBusConnection *connection,
                                         const char      *path)
{
  zhihui_search_provider_withdraw (ZHIHUI_DESK_APPLICATION (application)->provider);
  G_APPLICATION_CLASS (zhihui_desk_application_parent_class)
    ->dbus_unregister (application, connection, path);
}

static void
zhihui_desk_application_finalize (GObject *object)
{
  g_clear_object (&ZHIHUI_DESK_APPLICATION (object)->provider);
  G_OBJECT_CLASS (zhihui_desk_application_parent_class)->finalize (object);
}

static void
zhihui_desk_application_class_init (ZhihuiDeskApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_application_finalize;
  G_APPLICATION_CLASS (klass)->dbus_register = zhihui_desk_application_dbus_register;
  G_APPLICATION_CLASS (klass)->dbus_unregister = zhihui_desk_application_dbus_unregister;
}

static void
zhihui_desk_application_init (ZhihuiDeskApplication *self)
{
}

/**
 * zhihui_desk_application_new:
 * @flags: whether it has the name of the application for itself
 * @provider: (transfer none): answers the desktop's search
 *
 * Returns: (transfer full): an application without a window
 */
ZhihuiDeskApplication *
zhihui_desk_application_new (GApplicationFlags flags, ZhihuiSearchProvider *provider)
{
  /* Style and icons are there under whatever name the program goes. */
  ZhihuiDeskApplication *self = g_object_new (ZHIHUI_TYPE_DESK_APPLICATION,
                                              "application-id",
                                              APP_ID,
                                              "resource-base-path",
                                              "/cn/zhihui/Zhihui",
                                              "flags",
                                              flags,
                                              NULL);

  self->provider = g_object_ref (provider);
  return self;
}
