/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* The kernel's word for "no core at all": with 0 a core is still piped to a program. */
#define NO_CORE 1
#define SANDBOX_MARK "/.flatpak-info"

/* Lies alone in pages of its own, which are left out of core dumps, of swap and of children. */
struct _ZhihuiSecret
{
  gatomicrefcount n_refs;
  gsize           n_mapped;
  gsize           length;
  char            text[]; /* NUL-terminated */
};

/* What is sent is copied by libraries, which wipe nothing: so the program as a whole leaves no
 * core, and no other program of the user may look into it. */
static void
close_program (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) == 0)
    {
      limit.rlim_cur = limit.rlim_max = MIN (limit.rlim_max, NO_CORE);
      setrlimit (RLIMIT_CORE, &limit);
    }
  /* The portals of a sandbox look at who asks; it keeps other programs out by itself. */
  if (!g_file_test (SANDBOX_MARK, G_FILE_TEST_EXISTS))
    prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/**
 * zhihui_secret_new:
 * @bytes: copied; the caller wipes its own
 * @length: bytes
 *
 * From the first secret on the program leaves no core dump.
 *
 * Returns: (transfer full): the secret
 */
ZhihuiSecret *
zhihui_secret_new (const char *bytes, gsize length)
{
  gsize         page = (gsize) sysconf (_SC_PAGESIZE);
  gsize         n_mapped = (sizeof (ZhihuiSecret) + length + 1 + page - 1) / page * page;
  ZhihuiSecret *self =
    mmap (NULL, n_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (self == MAP_FAILED)
    g_error ("No memory for a secret");

  close_program ();
  /* Each may be refused, by a limit or an old kernel: then the others stand. */
  mlock (self, n_mapped);
  madvise (self, n_mapped, MADV_DONTDUMP);
  madvise (self, n_mapped, MADV_WIPEONFORK);

  g_atomic_ref_count_init (&self->n_refs);
  self->n_mapped = n_mapped;
  self->length = length;
  memcpy (self->text, bytes, length);

  return self;
}

/**
 * zhihui_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): the same
 */
ZhihuiSecret *
zhihui_secret_ref (ZhihuiSecret *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * zhihui_secret_unref:
 * @self: (transfer full) (nullable): a secret
 *
 * The last one wipes it.
 */
void
zhihui_secret_unref (ZhihuiSecret *self)
{
  gsize n_mapped;

  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;

  n_mapped = self->n_mapped;
  explicit_bzero (self, n_mapped);
  munmap (self, n_mapped);
}

/**
 * zhihui_secret_peek:
 * @self: a secret
 *
 * Returns: (transfer none): its bytes, and a NUL
 */
const char *
zhihui_secret_peek (const ZhihuiSecret *self)
{
  return self->text;
}

/**
 * zhihui_secret_get_length:
 * @self: a secret
 *
 * Returns: bytes
 */
gsize
zhihui_secret_get_length (const ZhihuiSecret *self)
{
  return self->length;
}

/**
 * zhihui_secret_equal:
 * @a: (nullable): a secret
 * @b: (nullable): a secret
 *
 * Returns: whether they are the same bytes, or both missing
 */
gboolean
zhihui_secret_equal (const ZhihuiSecret *a, const ZhihuiSecret *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

/**
 * zhihui_secret_wipe:
 * @text: (transfer full) (nullable): a copy that was needed for a moment
 */
void
zhihui_secret_wipe (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}
