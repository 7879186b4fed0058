package v

const V = "v1.2.3"
