/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-transport.h"

/**
 * zhihui_transport_restrict:
 *
 * First of all in a program, before there are threads: the libraries read this once, at the first
 * connection. TLS 1.2 and newer, and HTTP/1.1.
 */
void
zhihui_transport_restrict (void)
{
  /* GIO's own choice takes TLS 1.0 and 1.1 as well. */
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:%COMPAT:-VERS-TLS1.0:-VERS-TLS1.1", TRUE);
  /* Over HTTP/2 libsoup (3.2.3 and 3.6.5) looks whether a request is cancelled when the other side
   * sends something, and not before: no deadline would end one that nobody answers. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
}
