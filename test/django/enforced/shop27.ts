/** The 27 rules of the sample shop, each with requests that keep it and requests that break it. */
import { type Bases, type Case, questions } from "./questions.ts";

export const bases: Bases = {
  products: {
    name: "Chair",
    sku: "ABC-%n",
    price: "10.00",
    cost: "5.00",
    stock: 3,
    discount: 10,
    status: "live",
    weight: 2.5,
    description: "Good",
  },
  orders: {
    number: "O-%n",
    status: "pending",
    ordered_at: "2024-05-01T10:00:00Z",
    shipped_at: "2024-05-02T10:00:00Z",
    coupon: "X",
    cancel_reason: "",
  },
  order_items: { quantity: 5, unit_price: "10.00", order: "@orders", product: "@products" },
  reviews: { rating: 3, body: "Nice", product: "@products" },
};

const { rule, changing, asked, make, refuse, change, hold, remove, as, show } = questions(bases);
const many = Array.from({ length: 50 }, () => make("order_items", { order: "$o" }));

export const cases: readonly Case[] = [
  rule("Product price must be positive", "products", { price: "0.01", cost: "0" }, { price: "0", cost: "-1" }, "price"),
  rule("Stock cannot be negative", "products", { stock: 0 }, { stock: -1 }, "stock"),
  rule("Discount must be between 0 and 100", "products", { discount: 100 }, { discount: 101 }, "discount"),
  rule("Rating must be from 1 to 5", "reviews", { rating: 5 }, { rating: 6 }, "rating"),
  rule("Product name is required", "products", { name: "Sofa" }, { name: "" }, "name"),
  asked(
    "Email must be unique",
    as("other", change("users/$user:other", { email: "new@example.com" })),
    as("member", hold("users/$user:member", { email: "NEW@example.com" }, "email")),
  ),
  asked(
    "Email must be a valid email address",
    as("member", change("users/$user:member", { email: "me@example.com" })),
    as("member", hold("users/$user:member", { email: "me" }, "email")),
  ),
  rule("SKU must be unique and uppercase", "products", { sku: "ABD-9999" }, { sku: "abd-9999" }, "sku"),
  rule("Product name must be at least 3 characters", "products", { name: "abc" }, { name: "ab" }, "name"),
  rule(
    "Description must not exceed 2000 characters",
    "products",
    { description: "x".repeat(2000) },
    { description: "x".repeat(2001) },
    "description",
  ),
  rule(
    "Order status must be one of pending, paid, shipped, cancelled",
    "orders",
    { status: "paid" },
    { status: "lost" },
    "status",
  ),
  asked("Order status defaults to pending", { ...make("orders"), shows: { status: "pending" } }),
  rule(
    "Shipped date must be after order date",
    "orders",
    { shipped_at: "2024-05-01T10:00:01Z" },
    { shipped_at: "2024-05-01T10:00:00Z" },
    "shipped_at",
  ),
  rule("Product cost must be less than price", "products", { cost: "9.99" }, { cost: "10.00" }, "cost"),
  rule(
    "Cancel reason is required when status is cancelled",
    "orders",
    { status: "cancelled", cancel_reason: "Late" },
    { status: "cancelled", cancel_reason: "" },
    "cancel_reason",
  ),
  asked(
    "Order date cannot be in the future",
    make("orders"),
    refuse("orders", { ordered_at: "2999-01-01T00:00:00Z", shipped_at: "2999-01-02T00:00:00Z" }, "ordered_at"),
  ),
  asked(
    "User must be at least 18 years old",
    as("member", change("users/$user:member", { age: 18 })),
    as("member", hold("users/$user:member", { age: 17 }, "age")),
  ),
  changing("Order number cannot be changed after creation", "orders", {}, { coupon: "Y" }, { number: "O-2" }, "number"),
  asked(
    "A user can review a product only once",
    make("products", {}, "p"),
    make("reviews", { product: "$p" }),
    refuse("reviews", { product: "$p" }, "product"),
  ),
  rule("Quantity must be greater than zero", "order_items", { quantity: 5 }, { quantity: 0 }, "quantity"),
  rule("SKU must match the format ABC-1234", "products", { sku: "XYZ-0001" }, { sku: "XY-0001" }, "sku"),
  asked(
    "An order can have at most 50 items",
    make("orders", {}, "o"),
    ...many,
    refuse("order_items", { order: "$o" }, "order"),
  ),
  changing(
    "Order status can only change from pending to paid or cancelled, and from paid to shipped",
    "orders",
    {},
    { status: "paid" },
    { status: "shipped" },
    "status",
  ),
  asked(
    "Only the seller can update the product",
    make("products", {}, "p"),
    change("products/$p", { stock: 4 }),
    as("other", change("products/$p", { stock: 5 }), 403),
  ),
  asked(
    "Shipped orders cannot be deleted",
    make("orders", { status: "shipped" }, "o"),
    remove("orders/$o", 409),
    make("orders", {}, "o"),
    remove("orders/$o", 204),
  ),
  rule("Quantity must be a multiple of 5", "order_items", { quantity: 10 }, { quantity: 12 }, "quantity"),
  asked(
    "Order total equals the sum of its items",
    make("orders", {}, "o"),
    make("order_items", { order: "$o", quantity: 5, unit_price: "2.00" }, "i"),
    make("order_items", { order: "$o", quantity: 10, unit_price: "1.50" }),
    show("orders/$o", { total: "25.00" }),
    change("orders/$o", { total: "1.00" }),
    show("orders/$o", { total: "25.00" }),
    remove("order_items/$i", 204),
    show("orders/$o", { total: "15.00" }),
  ),
];
