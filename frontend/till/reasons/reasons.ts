/** The reasons the server sends with the settings: those that have words in every language (duken/tills/settings.py). */
export const REASONS = {
  discount: ["Damaged packaging", "Price on the shelf", "Regular customer", "Complaint"],
  return: ["Does not fit", "Not liked", "Faulty", "Wrong article", "Other reason"],
  cash: ["Change money", "To the safe", "To the bank", "Expense", "Supplier", "Other reason"],
  drawer: ["Change money", "Count", "Other reason"],
} as const;
