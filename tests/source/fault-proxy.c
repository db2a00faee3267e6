/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passes connections on to another address and spoils them as it is told. Prints its port, then
 * reads commands from its input, one a line, and says "ok" when one holds:
 *
 *   pass | drip N MS | cut N | reset N     N bytes of an answer pass; then they come one each MS,
 *                                          the connection is closed, or it is reset
 *   lag MS                                 the next connection waits so long, each after it a bit
 *                                          less: who comes last is passed first
 *   silence                                nothing passes any more, connections stand
 *   refuse | hang | accept                 nobody listens; nobody takes connections; as usual
 *   to PATH | to PORT                      where new connections go: a socket of the file system,
 *                                          or a port of this machine
 *
 * All but "silence" close the connections there are. It ends with its input. */

#include <errno.h>
#include <glib.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define LOOK_MS 10
#define CHUNK_BYTES 16384
#define N_FILLERS 8
#define LAG_STEP_MS 100

typedef enum
{
  PASS,
  DRIP,
  CUT,
  RESET,
  SILENCE,
} Mode;

typedef struct
{
  GMutex   lock;
  Mode     mode;
  gsize    n; /* bytes that pass */
  guint    ms;
  guint    lag_ms;     /* that the next connection waits */
  guint    generation; /* connections of an older one end */
  char     target[108];
  int      listener; /* −1 none */
  gboolean is_hanging;
  guint16  port;
  int      fillers[N_FILLERS]; /* connections that nobody takes */
} Proxy;

typedef struct
{
  Proxy *proxy;
  int    client, server;
  guint  generation;
  guint  lag_ms;
  gsize  n_passed; /* of the answer */
} Connection;

static int
open_listener (Proxy *self, int backlog)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (self->port) };
  socklen_t          length = sizeof address;
  int                yes = 1;
  int                fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind (fd, (struct sockaddr *) &address, sizeof address) != 0 || listen (fd, backlog) != 0 ||
      getsockname (fd, (struct sockaddr *) &address, &length) != 0)
    g_error ("fault-proxy: %s", g_strerror (errno));

  self->port = ntohs (address.sin_port);
  return fd;
}

static int
connect_to_port (guint16 port, int flags)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int                fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0 || errno == EINPROGRESS)
    return fd;

  close (fd);
  return -1;
}

static int
connect_to (const char *target)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int                fd;

  if (*target != '/')
    return connect_to_port ((guint16) g_ascii_strtoull (target, NULL, 10), 0);

  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_strlcpy (address.sun_path, target, sizeof address.sun_path);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;

  close (fd);
  return -1;
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      ssize_t n = send (fd, bytes, length, MSG_NOSIGNAL);

      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
is_old (Connection *self)
{
  gboolean is_it;

  g_mutex_lock (&self->proxy->lock);
  is_it = self->generation != self->proxy->generation;
  g_mutex_unlock (&self->proxy->lock);
  return is_it;
}

static gboolean
drip (Connection *self, const char *bytes, gsize length, guint ms)
{
  for (gsize i = 0; i < length && !is_old (self); i++)
    {
      if (!write_all (self->client, bytes + i, 1))
        return FALSE;
      g_usleep (ms * 1000);
    }
  return TRUE;
}

/* Returns whether the connection goes on. */
static gboolean
pass_answer (Connection *self, const char *bytes, gsize length, Mode mode, gsize limit, guint ms)
{
  gsize room = limit > self->n_passed ? limit - self->n_passed : 0;
  gsize n = mode == PASS ? length : MIN (length, room);

  if (!write_all (self->client, bytes, n))
    return FALSE;
  self->n_passed += n;
  if (n == length)
    return TRUE;
  if (mode == DRIP)
    return drip (self, bytes + n, length - n, ms);

  if (mode == RESET)
    {
      const struct linger hard = { .l_onoff = 1, .l_linger = 0 };

      setsockopt (self->client, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }
  return FALSE;
}

/* Returns whether the connection goes on. */
static gboolean
pass_some (Connection *self, const struct pollfd fds[2])
{
  char    buffer[CHUNK_BYTES];
  Mode    mode;
  gsize   limit;
  guint   ms;
  ssize_t n;

  g_mutex_lock (&self->proxy->lock);
  mode = self->proxy->mode;
  limit = self->proxy->n;
  ms = self->proxy->ms;
  g_mutex_unlock (&self->proxy->lock);

  if (mode == SILENCE)
    {
      g_usleep (LOOK_MS * 1000);
      return TRUE;
    }
  if (fds[0].revents != 0)
    {
      n = read (self->client, buffer, sizeof buffer);
      return n > 0 && write_all (self->server, buffer, (gsize) n);
    }
  if (fds[1].revents != 0)
    {
      n = read (self->server, buffer, sizeof buffer);
      return n > 0 && pass_answer (self, buffer, (gsize) n, mode, limit, ms);
    }
  return TRUE;
}

static gpointer
serve (gpointer data)
{
  g_autofree Connection *self = data;
  char                   target[sizeof self->proxy->target];
  struct pollfd          fds[2];

  g_mutex_lock (&self->proxy->lock);
  g_strlcpy (target, self->proxy->target, sizeof target);
  g_mutex_unlock (&self->proxy->lock);

  g_usleep (self->lag_ms * 1000);
  self->server = connect_to (target);
  fds[0] = (struct pollfd){ .fd = self->client, .events = POLLIN };
  fds[1] = (struct pollfd){ .fd = self->server, .events = POLLIN };
  while (self->server >= 0 && !is_old (self))
    if (poll (fds, 2, LOOK_MS) < 0 || !pass_some (self, fds))
      break;

  close (self->client);
  if (self->server >= 0)
    close (self->server);
  return NULL;
}

static gpointer
take_connections (gpointer data)
{
  Proxy *self = data;

  for (;;)
    {
      struct pollfd fd = { .events = POLLIN };
      Connection   *connection;

      g_mutex_lock (&self->lock);
      fd.fd = self->is_hanging ? -1 : self->listener;
      g_mutex_unlock (&self->lock);
      if (poll (&fd, 1, LOOK_MS) <= 0 || fd.revents != POLLIN)
        continue;

      connection = g_new0 (Connection, 1);
      connection->proxy = self;
      g_mutex_lock (&self->lock);
      connection->generation = self->generation;
      connection->lag_ms = self->lag_ms;
      self->lag_ms -= MIN (self->lag_ms, LAG_STEP_MS);
      connection->client =
        self->listener < 0 || self->is_hanging ? -1 : accept (self->listener, NULL, NULL);
      g_mutex_unlock (&self->lock);
      if (connection->client >= 0)
        g_thread_unref (g_thread_new ("connection", serve, connection));
      else
        g_free (connection);
    }
  return NULL;
}

static void
stop_listening (Proxy *self)
{
  for (guint i = 0; i < N_FILLERS; i++)
    {
      if (self->fillers[i] >= 0)
        close (self->fillers[i]);
      self->fillers[i] = -1;
    }
  /* Whoever polls it keeps it alive: shut, it is gone at once. */
  if (self->listener >= 0)
    {
      shutdown (self->listener, SHUT_RDWR);
      close (self->listener);
    }
  self->listener = -1;
  self->is_hanging = FALSE;
}

/* The queue of a listener that nobody serves is full: who comes then hears nothing at all. */
static void
hang (Proxy *self)
{
  stop_listening (self);
  self->listener = open_listener (self, 0);
  self->is_hanging = TRUE;
  for (guint i = 0; i < N_FILLERS; i++)
    self->fillers[i] = connect_to_port (self->port, SOCK_NONBLOCK);
}

static gboolean
obey (Proxy *self, char **words)
{
  static const struct
  {
    const char *word;
    Mode        mode;
    guint       n_words;
  } modes[] = {
    { "pass", PASS, 1 },   { "drip", DRIP, 3 },       { "cut", CUT, 2 },
    { "reset", RESET, 2 }, { "silence", SILENCE, 1 },
  };
  guint n_words = g_strv_length (words);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (words[0], modes[i].word) == 0 && n_words == modes[i].n_words)
      {
        self->mode = modes[i].mode;
        self->n = n_words > 1 ? g_ascii_strtoull (words[1], NULL, 10) : 0;
        self->ms = n_words > 2 ? (guint) g_ascii_strtoull (words[2], NULL, 10) : 0;
        return TRUE;
      }

  if (n_words == 2 && g_str_equal (words[0], "to"))
    g_strlcpy (self->target, words[1], sizeof self->target);
  else if (n_words == 2 && g_str_equal (words[0], "lag"))
    self->lag_ms = (guint) g_ascii_strtoull (words[1], NULL, 10);
  else if (n_words == 1 && g_str_equal (words[0], "refuse"))
    stop_listening (self);
  else if (n_words == 1 && g_str_equal (words[0], "hang"))
    hang (self);
  else if (n_words == 1 && g_str_equal (words[0], "accept"))
    {
      stop_listening (self);
      self->listener = open_listener (self, 64);
    }
  else
    return FALSE;
  return TRUE;
}

int
main (void)
{
  Proxy proxy = { .listener = -1 };
  char  line[256];

  g_mutex_init (&proxy.lock);
  for (guint i = 0; i < N_FILLERS; i++)
    proxy.fillers[i] = -1;
  proxy.listener = open_listener (&proxy, 64);
  g_thread_unref (g_thread_new ("take", take_connections, &proxy));
  printf ("%u\n", proxy.port);
  fflush (stdout);

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", 4);
      gboolean is_obeyed;

      g_mutex_lock (&proxy.lock);
      is_obeyed = obey (&proxy, words);
      if (proxy.mode != SILENCE)
        proxy.generation++;
      g_mutex_unlock (&proxy.lock);
      printf ("%s\n", is_obeyed ? "ok" : "what?");
      fflush (stdout);
    }

  /* Not return: the threads look at what is on this stack until there is no process. */
  exit (0);
}
