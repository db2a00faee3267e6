/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-bus-interface.h"

#include "zhihui-app-resources.h"

#define FOLDER "/cn/zhihui/app/"

/**
 * zhihui_bus_interface_dup:
 * @name: of an interface whose description is compiled in
 *
 * Returns: (transfer full): what may be asked by D-Bus, with its types
 */
GDBusInterfaceInfo *
zhihui_bus_interface_dup (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".xml", NULL);
  g_autoptr (GBytes) xml =
    g_resource_lookup_data (zhihui_app_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GDBusNodeInfo) node = NULL;

  g_return_val_if_fail (xml != NULL, NULL);

  node = g_dbus_node_info_new_for_xml (g_bytes_get_data (xml, NULL), NULL);
  g_return_val_if_fail (node != NULL, NULL);

  return g_dbus_interface_info_ref (node->interfaces[0]);
}
