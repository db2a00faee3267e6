/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-keyring.h"

#include "own-bus.h"

#define NAME "org.freedesktop.secrets"
#define SERVICE "/org/freedesktop/secrets"
#define COLLECTION SERVICE "/collection/login"
#define ALIAS SERVICE "/aliases/default"
#define ITEM COLLECTION "/1"
#define PROMPT SERVICE "/prompt/1"
#define SESSION SERVICE "/session/1"

struct _FakeKeyring
{
  GSubprocess     *bus;        /* owned */
  GDBusConnection *connection; /* owned: another one than that of the program */
  GPtrArray       *waiting;    /* (element-type GDBusMethodInvocation), owned: without an answer */
  FakeKeyringMood  mood;
  guint            n_calls;
};

static const char introspection[] =
  "<node>"
  "<interface name='org.freedesktop.Secret.Service'>"
  "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
  "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='SearchItems'><arg type='a{ss}' direction='in'/><arg type='ao' direction='out'/>"
  "<arg type='ao' direction='out'/></method>"
  "<method name='Unlock'><arg type='ao' direction='in'/><arg type='ao' direction='out'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"
  "<property name='Collections' type='ao' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Collection'>"
  "<method name='CreateItem'><arg type='a{sv}' direction='in'/><arg type='(oayays)' "
  "direction='in'/>"
  "<arg type='b' direction='in'/><arg type='o' direction='out'/><arg type='o' direction='out'/>"
  "</method>"
  "<property name='Items' type='ao' access='read'/>"
  "<property name='Label' type='s' access='read'/>"
  "<property name='Locked' type='b' access='read'/>"
  "<property name='Created' type='t' access='read'/>"
  "<property name='Modified' type='t' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Item'>"
  "<method name='Delete'><arg type='o' direction='out'/></method>"
  "<property name='Locked' type='b' access='read'/>"
  "<property name='Attributes' type='a{ss}' access='read'/>"
  "<property name='Label' type='s' access='read'/>"
  "<property name='Created' type='t' access='read'/>"
  "<property name='Modified' type='t' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Prompt'>"
  "<method name='Prompt'><arg type='s' direction='in'/></method>"
  "<method name='Dismiss'/>"
  "<signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
  "</interface>"
  "</node>";

static GVariant *
answer_service (const char *method)
{
  if (g_str_equal (method, "SearchItems"))
    return g_variant_new_parsed ("(@ao [], [objectpath '" ITEM "'])");
  if (g_str_equal (method, "Unlock"))
    return g_variant_new_parsed ("(@ao [], objectpath '" PROMPT "')");
  if (g_str_equal (method, "ReadAlias"))
    return g_variant_new_parsed ("(objectpath '" COLLECTION "',)");
  return NULL;
}

static void
dismiss (FakeKeyring *self)
{
  g_dbus_connection_emit_signal (self->connection,
                                 NULL,
                                 PROMPT,
                                 "org.freedesktop.Secret.Prompt",
                                 "Completed",
                                 g_variant_new ("(bv)", TRUE, g_variant_new_parsed ("@ao []")),
                                 NULL);
}

static void
call_cb (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  FakeKeyring *self = user_data;
  const char  *algorithm;

  self->n_calls++;
  if (self->mood == FAKE_KEYRING_SILENT)
    {
      g_ptr_array_add (self->waiting, invocation);
    }
  else if (g_str_equal (method, "OpenSession"))
    {
      g_variant_get (parameters, "(&sv)", &algorithm, NULL);
      if (g_str_equal (algorithm, "plain"))
        g_dbus_method_invocation_return_value (
          invocation, g_variant_new ("(vo)", g_variant_new_string (""), SESSION));
      else
        g_dbus_method_invocation_return_dbus_error (
          invocation, "org.freedesktop.DBus.Error.NotSupported", algorithm);
    }
  else if (g_str_equal (method, "Prompt") || g_str_equal (method, "Dismiss"))
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
      if (self->mood == FAKE_KEYRING_DISMISSED)
        dismiss (self);
    }
  else if (g_str_equal (interface, "org.freedesktop.Secret.Service"))
    {
      g_dbus_method_invocation_return_value (invocation, answer_service (method));
    }
  else
    {
      g_dbus_method_invocation_return_dbus_error (
        invocation, "org.freedesktop.Secret.Error.IsLocked", method);
    }
}

static GVariant *
get_property_cb (GDBusConnection *connection,
                 const char      *sender,
                 const char      *path,
                 const char      *interface,
                 const char      *property,
                 GError         **error,
                 gpointer         user_data)
{
  if (g_str_equal (property, "Locked"))
    return g_variant_new_boolean (TRUE);
  if (g_str_equal (property, "Label"))
    return g_variant_new_string ("login");
  if (g_str_equal (property, "Attributes"))
    return g_variant_new_parsed ("@a{ss} {}");
  if (g_str_equal (property, "Collections"))
    return g_variant_new_parsed ("[objectpath '" COLLECTION "']");
  if (g_str_equal (property, "Items"))
    return g_variant_new_parsed ("[objectpath '" ITEM "']");
  return g_variant_new_uint64 (1596002400);
}

static void export(FakeKeyring *self, GDBusNodeInfo *node, const char *path, const char *interface)
{
  static const GDBusInterfaceVTable table = { call_cb, get_property_cb, NULL, { 0 } };
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (self->connection,
                                     path,
                                     g_dbus_node_info_lookup_interface (node, interface),
                                     &table,
                                     self,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
}

static void
start_bus (FakeKeyring *self)
{
  g_autoptr (GError) error = NULL;

  self->bus = own_bus_start ();
  self->connection = g_dbus_connection_new_for_address_sync (
    g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL,
    NULL,
    &error);
  g_assert_no_error (error);
}

FakeKeyring *
fake_keyring_new (void)
{
  FakeKeyring *self = g_new0 (FakeKeyring, 1);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (node);
  self->waiting = g_ptr_array_new ();
  start_bus (self);
  export(self, node, SERVICE, "org.freedesktop.Secret.Service");
  export(self, node, COLLECTION, "org.freedesktop.Secret.Collection");
  export(self, node, ALIAS, "org.freedesktop.Secret.Collection");
  export(self, node, ITEM, "org.freedesktop.Secret.Item");
  export(self, node, PROMPT, "org.freedesktop.Secret.Prompt");
  owned = g_dbus_connection_call_sync (self->connection,
                                       "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", NAME, 0),
                                       NULL,
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
  return self;
}

void
fake_keyring_set_mood (FakeKeyring *self, FakeKeyringMood mood)
{
  self->mood = mood;
}

guint
fake_keyring_get_n_calls (FakeKeyring *self)
{
  return self->n_calls;
}

void
fake_keyring_free (FakeKeyring *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    g_object_unref (self->waiting->pdata[i]);
  g_ptr_array_unref (self->waiting);
  g_object_unref (self->connection);
  own_bus_stop (self->bus);
  g_free (self);
}
