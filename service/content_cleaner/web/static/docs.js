"use strict";

const place = document.getElementById("swagger-ui");
SwaggerUIBundle({
  url: place.dataset.url,
  domNode: place,
  deepLinking: true,
  // Swagger UI would otherwise send the document to a validator on the internet.
  validatorUrl: null,
});
