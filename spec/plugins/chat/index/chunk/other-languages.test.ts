import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf, outlineOf } from './chunker-of-specs.js';

interface Sample {
  readonly path: string;
  readonly text: string;
  readonly outline: readonly string[];
  readonly imports: readonly string[];
}

const go: Sample = {
  path: 'server/main.go',
  text: `package main

import (
	"fmt"
	store "example.org/store"
)

// Server serves.
type Server struct {
	port int
}

type (
	Handler interface{ Serve() }
	Code    = int
)

// Listen listens.
func (s *Server) Listen(port int) error {
	return nil
}

func (q Queue[T]) Push(value T) {}

func main() {}
`,
  outline: [
    'module 1-7',
    'class Server 8-12',
    'class Handler 13-14',
    'class Code 15-17',
    'method Server.Listen 18-22',
    'method Queue.Push 23-24',
    'function main 25-25',
  ],
  imports: ['fmt', 'example.org/store'],
};

const rust: Sample = {
  path: 'src/order.rs',
  text: `use std::{fmt, io::Read as R};
mod store;
const MAX: usize = 3;

/// An order.
#[derive(Debug)]
pub struct Order<T> {
    id: T,
}

impl<T> fmt::Display for Order<T> {
    /// Writes it.
    fn fmt(&self) -> Result {
        Ok(())
    }
}

pub trait Store {
    fn get(&self);
    fn all(&self) {
        self.get()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn finds() {}
}
`,
  outline: [
    'module 1-4',
    'class Order 5-10',
    'method Order.fmt 11-17',
    'class Store 18-19',
    'method Store.all 20-24',
    'function tests.finds 25-29',
  ],
  imports: ['std::fmt', 'std::io::Read', 'self::store'],
};

const java: Sample = {
  path: 'src/OrderService.java',
  text: `package shop;

import java.util.List;
import static org.junit.Assert.*;

/** Orders. */
@Service
public class OrderService extends Base {
  private int count = 1;

  /** Makes one. */
  @Autowired
  public OrderService(int count) {
    this.count = count;
  }

  @Override
  public List<Order> find(int id) throws IOException {
    return null;
  }

  enum State {
    OPEN, CLOSED;

    boolean isOpen() { return this == OPEN; }
  }
}
`,
  outline: [
    'module 1-5',
    'class OrderService 6-10',
    'method OrderService.OrderService 11-16',
    'method OrderService.find 17-21',
    'class OrderService.State 22-24',
    'method OrderService.State.isOpen 25-27',
  ],
  imports: ['java.util.List', 'org.junit.Assert.*'],
};

const css: Sample = {
  path: 'static/site.css',
  text: `@import url(base.css);
:root { --ink: #111; }
/* Cards. */
.card,
.card > header {
  color: var(--ink);
  border: 0;
  margin: 0;
}
@media (max-width: 40em) {
  .card {
    display: none;
    color: red;
  }
}
`,
  outline: ['rule :root 1-2', 'rule .card, .card > header 3-9', 'rule @media (max-width: 40em) 10-15'],
  imports: ['base.css'],
};

const shell: Sample = {
  path: 'bin/deploy',
  text: `#!/usr/bin/env bash
set -euo pipefail
. ./lib.sh
source "$HOME/.profile"

# Builds.
function build() {
  npm run build
}
if [ -n "$CI" ]; then
  push() (
    git push
  )
fi

build && push
echo done
echo bye
`,
  outline: ['module 1-5', 'function build 6-9', 'function push 10-15', 'module 16-18'],
  imports: ['./lib.sh'],
};

const cpp: Sample = {
  path: 'src/server.hpp',
  text: `#include <string>
#include "base.h"

namespace net {

// Serves.
template <typename T>
class Server : public Base {
 public:
  int port;

  // Starts.
  int start() const { return 1; }
  ~Server() {}
};

int Server::listen(int port) {
  return port;
}

#ifdef _WIN32
static char *name(void) { return 0; }
#endif
}
`,
  outline: [
    'module 1-5',
    'class Server 6-11',
    'method Server.start 12-13',
    'method Server.~Server 14-16',
    'method Server.listen 17-20',
    'function name 21-24',
  ],
  imports: ['string', 'base.h'],
};

const csharp: Sample = {
  path: 'Shop/OrderService.cs',
  text: `using System.Linq;
using Json = System.Text.Json;

namespace Shop;

/// <summary>Orders.</summary>
[Service]
public class OrderService : Base
{
    private int count = 1;

    public OrderService(int count) : base(count) { }

    [HttpGet]
    public async Task<Order> Find(int id) => await db.Find(id);

    interface IStore { void All(); }
}
`,
  outline: [
    'module 1-5',
    'class OrderService 6-11',
    'method OrderService.OrderService 12-13',
    'method OrderService.Find 14-16',
    'class OrderService.IStore 17-18',
  ],
  imports: ['System.Linq', 'System.Text.Json'],
};

const ruby: Sample = {
  path: 'lib/order.rb',
  text: `require 'json'
require_relative 'store'
require 'set'

# Orders.
class Order < Base
  attr_reader :id

  # Finds.
  def find(id)
    1
  end

  class << self
    def make; end
  end
end

RSpec.describe Order do
  it 'finds' do
    expect(1).to eq 1
  end
end
`,
  outline: ['module 1-4', 'class Order 5-8', 'method Order.find 9-13', 'method Order.make 14-18', 'function 19-23'],
  imports: ['json', './store', 'set'],
};

const php: Sample = {
  path: 'src/OrderService.php',
  text: `<?php
namespace Shop;

use Shop\\{Order, Item as Line};

/** Orders. */
final class OrderService extends Base
{
    private $count = 1;

    #[Get]
    public function find(int $id): Order
    {
        return new Order();
    }
}

function total() {
    return 1;
}
`,
  outline: ['module 1-5', 'class OrderService 6-10', 'method OrderService.find 11-17', 'function total 18-20'],
  imports: ['Shop\\Order', 'Shop\\Item'],
};

describe('other languages', async () => {
  const chunker = await chunkerOfSpecs();

  it.each([go, rust, java, css, shell, cpp, csharp, ruby, php])(
    '$path is divided by its structure',
    async ({ path, text, outline, imports }) => {
      const file = await chunker.chunk(path, text);
      expect(file.isParsed).toBe(true);
      expect(faultsOf(text, file)).toEqual([]);
      expect(outlineOf(file)).toEqual(outline);
      expect(file.imports).toEqual(imports);
    },
  );
});
